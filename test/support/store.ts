import { createRequire } from "node:module";

/** The part of the SDK's per-run state that a test has to see. Internal to the SDK, so everything about it is here. */
export interface Store {
  readonly settings: {
    /** Replaced at every call to the engine, so an unchanged one means that nothing happened. */
    readonly rpcDone: Promise<unknown>;
    readonly options: { rootDirectory?: string };
    engine?: Engine;
  };
  /** Promises of the SDK that are still open, each with what it is for. */
  readonly leakCandidates: ReadonlySet<{ readonly _debugCtx?: string }>;
}

/** The SDK's client of the engine's log, and what else is asked of it at the start of a run. */
interface Engine {
  log(request: { getSeverity(): number; getMessage(): string }, done: () => void): void;
  setRootResource(request: unknown, done: (error: null, response: object) => void): void;
}

interface StateModule {
  withLocalStorage<T>(run: () => T): T;
  getStore(): Store;
}

const state: StateModule = createRequire(import.meta.url)("@pulumi/pulumi/runtime/state.js");

/** Runs with config, mocks and stack of its own. */
export function isolated<T>(run: (store: Store) => T): T {
  return state.withLocalStorage(() => run(state.getStore()));
}

const warning = 2;

/** An engine that only listens to warnings and errors. */
export function listeningEngine(log: string[]): Engine {
  return {
    log: (request, done) => {
      if (request.getSeverity() >= warning) log.push(request.getMessage());
      done();
    },
    setRootResource: (_, done) => done(null, {}),
  };
}

/** Names what is still open: resources where the SDK says so. */
function openPromises(store: Store): string {
  const contexts = [...store.leakCandidates].map(({ _debugCtx = "a promise without a context" }) => _debugCtx);
  const names = contexts.map((context) => /resource:(.+?\])/.exec(context)?.[1] ?? context);
  return names.length > 0 ? [...new Set(names)].sort().join(", ") : "nothing of the SDK's, but the program itself";
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

interface Run {
  readonly outcome: Promise<unknown>;
  /** Errors so far. After one the engine would end the run, and what waits for it stays open. */
  readonly errors: ReadonlySet<unknown>;
  readonly milliseconds: number;
}

/**
 * Waits until a program has really ended: its outcome settled, and for some turns no call to the engine and no open
 * promise. The SDK's own way of waiting ends too early where resources are made in applies.
 */
export async function ended(store: Store, { outcome, errors, milliseconds }: Run): Promise<void> {
  const deadline = Date.now() + milliseconds;
  let settled = false;
  const settle = () => {
    settled = true;
  };
  outcome.then(settle, settle);
  let last = { calls: store.settings.rpcDone, open: -1 };
  for (let calm = 0; calm < 5; ) {
    if (Date.now() > deadline) throw new Error(`the program doesn't end; still open: ${openPromises(store)}`);
    await turn();
    const now = { calls: store.settings.rpcDone, open: store.leakCandidates.size };
    const still = now.calls === last.calls && now.open === last.open;
    calm = still && (errors.size > 0 || (settled && now.open === 0)) ? calm + 1 : 0;
    last = now;
  }
}
