import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noDatabase, openCity, until, type TestCity } from './city';

let city: TestCity;
beforeAll(async () => {
  city = await openCity(noDatabase);
});
afterAll(() => city.close());

const ask = (accept: string | undefined, has?: string) =>
  city.ask('/api/series', {
    headers: {
      ...(accept === undefined ? {} : { 'accept-encoding': accept }),
      ...(has === undefined ? {} : { 'if-none-match': has }),
    },
  });
/** Once it has been made smaller, which happens beside everything else. */
const smaller = (accept: string) =>
  until(async () => {
    const answer = await ask(accept);
    return answer.headers['content-encoding'] !== undefined && answer;
  });

describe('the catalogue of series', () => {
  it('goes as small as its reader can take it, and says the same', async () => {
    const plain = await ask(undefined);
    expect(plain.headers['content-encoding']).toBeUndefined();
    const br = await smaller('gzip, deflate, br');
    const gz = await smaller('gzip;q=1.0, br;q=0');
    expect([br.headers['content-encoding'], gz.headers['content-encoding']]).toEqual(['br', 'gzip']);
    expect(brotliDecompressSync(br.bytes).equals(plain.bytes)).toBe(true);
    expect(gunzipSync(gz.bytes).equals(plain.bytes)).toBe(true);
    expect(br.bytes.length).toBeLessThan(plain.bytes.length / 3);
    for (const answer of [plain, br, gz]) expect(answer.headers['vary']).toContain('accept-encoding');
    expect(new Set([plain, br, gz].map(({ headers }) => headers.etag)).size).toBe(3);
  });

  it('is not sent again to who has it, in whichever form', async () => {
    const { etag = '' } = (await smaller('br')).headers;
    for (const accept of ['br', 'gzip', undefined]) {
      const again = await ask(accept, `"other", W/${etag}`);
      expect([again.status, again.bytes.length]).toEqual([304, 0]);
    }
    expect((await ask('br', '"other"')).status).toBe(200);
  });
});
