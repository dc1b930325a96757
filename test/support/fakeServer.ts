import type { Fetch } from '@/feeds/http';

/** One request as it left the page. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Headers;
  readonly body: unknown;
}
export type Answer = (asked: Asked) => Response | Promise<Response>;

export function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
}
export function problemOf(status: number, detail: string): Response {
  return json({ type: 'about:blank', title: 'Problem', status, detail }, status);
}
/** What a web server that knows nothing of ours answers. */
export function notFoundPage(): Response {
  return new Response('<!doctype html>', { status: 404, headers: { 'content-type': 'text/html' } });
}

/** A server by path; paths it does not know are a web server's 404. Everything asked is kept. */
export function createFakeServer(answers: Readonly<Record<string, Answer>>): {
  readonly fetch: Fetch;
  readonly asked: readonly Asked[];
} {
  const asked: Asked[] = [];
  return {
    asked,
    fetch: async (url, init = {}) => {
      const request: Asked = {
        method: init.method ?? 'GET',
        path: url.pathname,
        query: Object.fromEntries(url.searchParams),
        headers: new Headers(init.headers),
        body: typeof init.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined,
      };
      asked.push(request);
      const answer = answers[`${request.method} ${request.path}`] ?? notFoundPage;
      return answer(request);
    },
  };
}
