import { isMap, valueAt, type YamlMap } from "../../base/yaml/merge.js";
import { valuePaths } from "./paths.js";
import { hasTemplate } from "./templates.js";

/** What a person may in a profile, by its entry: owner, or as a member. An id that nobody has stands for itself. */
export function peopleOf(values: unknown): (entry: YamlMap) => readonly string[] {
  const emails = new Map(mapsAt(values, valuePaths.users).map(({ id, email }) => [id, email]));
  const groups = new Map(mapsAt(values, valuePaths.groups).map(({ id, users }) => [id, users]));
  const email = (id: unknown) => String(emails.get(id) ?? `user ${id}`);
  const membersOf = ({ user, group }: YamlMap): readonly string[] => {
    const users = groups.get(group);
    if (group === undefined) return [email(user)];
    return Array.isArray(users) ? users.map(email) : [`group ${group}`];
  };
  const fallback = valueAt(values, valuePaths.memberAccess);
  const owner = valueAt(values, valuePaths.ownerEmail);
  const filledIn = [valueAt(values, valuePaths.users), valueAt(values, valuePaths.groups), fallback, owner].some(
    hasTemplate,
  );
  return (entry) => {
    const members = mapsAt(entry, ["members"]).flatMap((member) => {
      const access = { ...(isMap(fallback) ? fallback : {}), ...(isMap(member.access) ? member.access : {}) };
      return membersOf(member).flatMap((person) => rightsOf(access).map((right) => `${person} ${right}`));
    });
    const unknown = filledIn || hasTemplate(entry.members) || hasTemplate(entry.ownerEmail) ? [byTemplate] : [];
    return [...new Set([`${entry.ownerEmail || owner} owner`, ...members, ...unknown])].sort();
  };
}

const byTemplate = "whoever a template of deployKF's names";

/** Who may edit may view. */
function rightsOf({ role, notebooksAccess }: YamlMap): readonly string[] {
  const known = role === "view" ? ["view"] : role === "edit" ? ["view", "edit"] : [`role ${role}`];
  return [...known, ...(notebooksAccess === false ? [] : ["notebooks"])];
}

/** The maps of a list. */
export function mapsAt(values: unknown, path: readonly string[]): readonly YamlMap[] {
  const list = valueAt(values, path);
  return Array.isArray(list) ? list.filter(isMap) : [];
}
