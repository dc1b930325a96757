import {
  handOverCheck,
  handOverPage,
  handOvers,
  type HandOver,
  type HandOverCheck,
  type HandOverPage,
  type HandOvers,
} from '@/contracts/handOver';
import type { CommandResult } from './cityQuery';
import { ask, posting, type Fetch } from './http';

type Page = Pick<HandOver, 'id' | 'version'>;

/** The hand-over pages of our server. Commands name the version they were given on. */
export interface HandOverQuery {
  readonly list: (cursor?: string) => Promise<CommandResult<HandOvers>>;
  readonly page: (id: string) => Promise<CommandResult<HandOverPage>>;
  readonly check: () => Promise<CommandResult<HandOverCheck>>;
  /** `from` in Unix ms; without it the page begins where the last signed one ended. */
  readonly begin: (from: number | undefined) => Promise<CommandResult<HandOverPage>>;
  readonly note: (page: Page, text: string) => Promise<CommandResult<HandOverPage>>;
  readonly shift: (page: Page, from: number) => Promise<CommandResult<HandOverPage>>;
  readonly sign: (page: Page, password: string) => Promise<CommandResult<HandOverPage>>;
  readonly withdraw: (page: Page) => Promise<CommandResult<HandOverPage>>;
}

/** Pages asked for at once. */
const asked = 20;

export function createHandOverQuery(fetch: Fetch, root: URL, newKey: () => string): HandOverQuery {
  const at = (path: string) => new URL(`${root.pathname}${path}`, root);
  const command = ({ id, version }: Page, step: string, body: Readonly<Record<string, unknown>>) =>
    ask(
      fetch,
      at(`/${encodeURIComponent(id)}/${step}`),
      posting(body, { 'idempotency-key': newKey(), 'if-match': `"${version}"` }),
      handOverPage,
    );
  return {
    list: (cursor) => {
      const url = at('');
      url.searchParams.set('limit', String(asked));
      if (cursor !== undefined) url.searchParams.set('cursor', cursor);
      return ask(fetch, url, {}, handOvers);
    },
    page: (id) => ask(fetch, at(`/${encodeURIComponent(id)}`), {}, handOverPage),
    check: () => ask(fetch, at('/check'), {}, handOverCheck),
    begin: (from) =>
      ask(
        fetch,
        at(''),
        posting(from === undefined ? {} : { from }, { 'idempotency-key': newKey() }),
        handOverPage,
      ),
    note: (page, text) => command(page, 'notes', { text }),
    shift: (page, from) => command(page, 'shift', { from }),
    sign: (page, password) => command(page, 'sign', { password }),
    withdraw: (page) => command(page, 'withdraw', {}),
  };
}
