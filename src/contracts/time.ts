/**
 * The instant a question is asked about. `at`: when things happened; `knownAt`: what had arrived by then.
 * Both are milliseconds since the Unix epoch. In live mode both advance with the server's clock.
 */
export interface TimeContext {
  readonly mode: 'live' | 'replay';
  readonly at: number;
  readonly knownAt: number;
}
