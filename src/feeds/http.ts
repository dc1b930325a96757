import * as z from 'zod/mini';
import { problem } from '@/contracts/problem';
import type { CommandResult } from './cityQuery';

export type Fetch = (url: URL, init?: RequestInit) => Promise<Response>;

/** `status` of a command that never reached a server. */
export const unreachable = 0;

/** Reads JSON of a known shape; throws an `Error` in words where the answer is a problem or something else. */
export async function readJson<T>(fetch: Fetch, url: URL, shape: z.ZodMiniType<T>): Promise<T> {
  const response = await fetch(url, { headers: { accept: 'application/json' }, credentials: 'same-origin' });
  if (!response.ok) throw new Error(await detailOf(response));
  const read = shape.safeParse(await response.json());
  if (!read.success) throw new Error(`${url.pathname}: ${z.prettifyError(read.error)}`);
  return read.data;
}

/** Asks or commands; a refusal is a value, not an exception. */
export async function ask<T>(
  fetch: Fetch,
  url: URL,
  init: RequestInit,
  shape: z.ZodMiniType<T>,
): Promise<CommandResult<T>> {
  try {
    const response = await fetch(url, { credentials: 'same-origin', ...init });
    if (!response.ok) return { ok: false, status: response.status, detail: await detailOf(response) };
    const read = shape.safeParse(await response.json());
    return read.success
      ? { ok: true, value: read.data }
      : { ok: false, status: response.status, detail: z.prettifyError(read.error) };
  } catch (cause) {
    return { ok: false, status: unreachable, detail: cause instanceof Error ? cause.message : String(cause) };
  }
}

export function posting(body: unknown, headers: Readonly<Record<string, string>> = {}): RequestInit {
  return {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body: JSON.stringify(body),
  };
}

async function detailOf(response: Response): Promise<string> {
  const told = problem.safeParse(await response.json().catch(() => undefined));
  if (!told.success) return `HTTP ${response.status}`;
  const fields = (told.data.errors ?? []).map(({ field, message }) => `${field}: ${message}`);
  return [told.data.detail ?? told.data.title, ...fields].join(' · ');
}
