import { EVENT_ID, type Event, getScalarValue, SCALAR_STYLE_PLAIN, SCALAR_STYLE_SINGLE_QUOTED } from "js-yaml";

/**
 * The same events with keys that are texts, whatever they look like: `n`, `1.5` and `2026-11-22` are names there, as in
 * deployKF's maps. Only the merge key stays what it is.
 */
export function withTextKeys(events: readonly Event[], text: string): Event[] {
  const open: ("other" | "key" | "value")[] = [];
  return events.map((event) => {
    if (event.type === EVENT_ID.POP) {
      open.pop();
      return event;
    }
    const place = open.at(-1);
    if (place === "key" || place === "value") open[open.length - 1] = place === "key" ? "value" : "key";
    if (event.type === EVENT_ID.MAPPING) open.push("key");
    else if (event.type === EVENT_ID.SEQUENCE || event.type === EVENT_ID.DOCUMENT) open.push("other");
    return place === "key" ? asText(event, text) : event;
  });
}

function asText(event: Event, text: string): Event {
  if (event.type !== EVENT_ID.SCALAR || event.style !== SCALAR_STYLE_PLAIN || event.valueStart < 0) return event;
  const value = getScalarValue(text, event);
  return value === "<<" || value.includes("'") ? event : { ...event, style: SCALAR_STYLE_SINGLE_QUOTED };
}
