/**
 * What the city stands on. `base` (the inner city), `accounts` and `feed` decide `/readyz`; the rest follow behind the open
 * page, the districts around the inner city as `outer`.
 */
export const dependencies = [
  'base',
  'accounts',
  'feed',
  'outer',
  'database',
  'history',
  'alarms',
  'records',
  'site',
] as const;
export type Dependency = (typeof dependencies)[number];
const needed: ReadonlySet<Dependency> = new Set<Dependency>(['base', 'accounts', 'feed']);

export interface DependencyState {
  readonly state: 'waiting' | 'building' | 'ready' | 'failed';
  /** 0…1 while building. */
  readonly progress?: number;
  /** What is happening or what went wrong, in a few words. */
  readonly detail?: string;
}

export interface ReadinessReport {
  readonly ready: boolean;
  readonly dependencies: Readonly<Record<Dependency, DependencyState & { readonly needed: boolean }>>;
  /** What is still coming. */
  readonly coming: readonly Dependency[];
}

export interface Readiness {
  readonly set: (dependency: Dependency, state: DependencyState) => void;
  readonly get: (dependency: Dependency) => DependencyState;
  readonly report: () => ReadinessReport;
}

export function createReadiness(): Readiness {
  const states = new Map<Dependency, DependencyState>();
  const get = (dependency: Dependency): DependencyState => states.get(dependency) ?? { state: 'waiting' };
  return {
    set: (dependency, state) => {
      states.set(dependency, state);
    },
    get,
    report: () => ({
      ready: [...needed].every((dependency) => get(dependency).state === 'ready'),
      dependencies: Object.fromEntries(
        dependencies.map((name) => [name, { ...get(name), needed: needed.has(name) }]),
      ) as ReadinessReport['dependencies'],
      coming: dependencies.filter((name) => get(name).state !== 'ready'),
    }),
  };
}
