import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';

type Encoding = 'br' | 'gzip';

/** One large answer that is the same for everyone: its bytes, made smaller once for who can read them so. */
export interface Prepared {
  readonly send: (request: FastifyRequest, reply: FastifyReply) => FastifyReply;
}

/** Coding names that a client accepts; one with weight zero is one it refuses (RFC 9110 §12.5.3). */
function accepted(header: string | undefined): ReadonlySet<string> {
  const offers = (header ?? '').split(',').map((offer) =>
    offer
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/),
  );
  return new Set(offers.flatMap(([name = '', weight]) => (/^q=0(\.0*)?$/.test(weight ?? '') ? [] : [name])));
}

/**
 * Prepares a body of a media type. Making it smaller happens beside everything else: who asks before it is done gets it
 * as it is.
 */
export function prepare(body: Buffer, type: string): Prepared {
  const tag = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  const smaller = new Map<Encoding, Buffer>();
  const put = (encoding: Encoding) => (bytes: Buffer) => smaller.set(encoding, bytes);
  // One that cannot be made smaller goes as it is.
  const nothing = () => undefined;
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };
  promisify(brotliCompress)(body, quality).then(put('br'), nothing);
  promisify(gzip)(body).then(put('gzip'), nothing);
  return {
    send: (request, reply) => {
      const wanted = accepted(request.headers['accept-encoding']);
      const encoding = (['br', 'gzip'] as const).find((one) => wanted.has(one) && smaller.has(one));
      void reply
        .header('etag', encoding === undefined ? `"${tag}"` : `"${tag}-${encoding}"`)
        .header('vary', 'accept-encoding')
        .header('cache-control', 'no-cache');
      // Whichever form of it the client has: the words are the same.
      const has = request.headers['if-none-match'] ?? '';
      if (has.split(',').some((one) => one.trim().replace(/^W\//, '').startsWith(`"${tag}`)))
        return reply.code(304).send();
      void reply.type(type);
      if (encoding === undefined) return reply.send(body);
      return reply.header('content-encoding', encoding).send(smaller.get(encoding));
    },
  };
}
