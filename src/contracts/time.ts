/**
 * The instant a question is asked about. `at`: when things happened; `knownAt`: what had arrived by then.
 * Both are milliseconds since the Unix epoch. In live mode both advance with the server's clock.
 */
export interface TimeContext {
  readonly mode: 'live' | 'replay';
  readonly at: number;
  readonly knownAt: number;
}

/**
 * What a replay may use: `now` everything known today, `then` at each moment only what was known at that moment, or a
 * number for what was known at that instant, Unix ms.
 */
export type Knowing = 'now' | 'then' | number;
