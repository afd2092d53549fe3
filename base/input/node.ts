import { type Finding, type Location, type ProblemList, withoutValue } from "../problems/problem.js";
import { valueAt } from "../yaml/merge.js";
import type { Path } from "../yaml/source.js";
import { keyText, type RawConfig } from "./raw.js";
import type { Words } from "./words.js";

type KeyOf<T> = T extends object ? Extract<keyof T, string> : never;
type Part<T, K> = T extends object ? (K extends keyof T ? T[K] : undefined) : undefined;
type Item<T> = T extends readonly (infer I)[] ? I : never;

/** A value of the stack config that knows its place, and the list that its problems go to. */
export class Node<T> {
  /** `path` begins with the full key, such as `aws:region`; an empty one is the whole config. */
  constructor(
    readonly value: T,
    private readonly path: Path,
    private readonly source: RawConfig,
    private readonly problems: ProblemList,
    private readonly faulty: Set<string> = new Set(),
  ) {}

  /** As `pulumi config set --path` takes it: `bucket.region`, `profiles.names[0]`. */
  get key(): string {
    return keyText(this.source, this.path);
  }

  /** How the user is told what to change. */
  get words(): Words {
    return this.source.words;
  }

  /** Whether its value isn't known yet, but for its shape: a component's argument that comes from another resource. */
  get late(): boolean {
    return this.source.given?.isLate(this.path) ?? false;
  }

  /** Whether the user wrote it; defaults are not stated. */
  get stated(): boolean {
    const [fullKey = "", ...rest] = this.path;
    return valueAt(this.source.values.get(String(fullKey)), rest) !== undefined;
  }

  /** Where it stands in the stack's file, or what is nearest around it. */
  get place(): Location | undefined {
    return this.source.locate(this.path);
  }

  /** Where its key stands; undefined where the file doesn't have it. */
  get keyPlace(): Location | undefined {
    return this.source.locateKey(this.path);
  }

  /** Whether no rule has found anything wrong with exactly this value. */
  get isFine(): boolean {
    return !this.faulty.has(this.key);
  }

  /** A part; also of nothing, which is then no more than a place. */
  at<K extends KeyOf<T>>(key: K): Node<Part<T, K>> {
    const isConfig = this.path.length === 0;
    const step = isConfig && !key.includes(":") ? `${this.source.project}:${key}` : key;
    return this.#part(valueAt(this.value, [key]) as Part<T, K>, step);
  }

  items(): readonly Node<Item<T>>[] {
    const list: readonly Item<T>[] = Array.isArray(this.value) ? this.value : [];
    return list.map((item, index) => this.#part(item, index));
  }

  /** Whether the value is fine by a rule, isn't there, or isn't known yet. */
  check(rule: (key: string, value: NonNullable<T>) => Finding | undefined): boolean {
    if (this.value === undefined || this.value === null || this.late) return true;
    const finding = rule(this.key, this.value);
    this.error(finding);
    return !finding;
  }

  error(finding: Finding | undefined): undefined {
    this.#report(finding, () => this.place);
  }

  /** The same at the key, by default without showing the value: it may be a secret. */
  errorAtKey(finding: Finding | undefined, { shown } = { shown: false }): undefined {
    this.#report(finding, () => (shown ? this.keyPlace : withoutValue(this.keyPlace)));
  }

  warn(finding: Finding | undefined): void {
    if (finding && !this.late) this.problems.warning(this.#shown(finding), this.place);
  }

  warnAtKey(finding: Finding): void {
    this.problems.warning(finding, this.keyPlace);
  }

  #report(finding: Finding | undefined, place: () => Location | undefined): void {
    if (!finding) return;
    this.faulty.add(this.key);
    this.problems.error(this.#shown(finding), place());
  }

  /** Of a value that isn't shown nothing is said that may have been made of it. */
  #shown(finding: Finding): Finding {
    if (!this.source.given?.isHidden(this.path)) return finding;
    const [message, mend] = [`${this.key} has a value that can't be used`, "pass another value; this one isn't shown"];
    return { code: finding.code, message, rule: finding.rule, mend };
  }

  #part<P>(value: P, step: string | number): Node<P> {
    return new Node(value, [...this.path, step], this.source, this.problems, this.faulty);
  }
}
