import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';
import type { Problem } from '@/contracts/problem';

const titles: Readonly<Record<number, string>> = {
  400: 'The request is not valid',
  401: 'Sign in first',
  403: 'Not allowed',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Out of order or out of date',
  412: 'Precondition failed',
  413: 'Too large',
  415: 'Media type not supported',
  421: 'Not this host',
  422: 'Not acceptable as it stands',
  429: 'Too many attempts',
  431: 'Header too large',
  500: 'Something failed on the server',
  501: 'Not in this version',
  502: 'The service behind gave no answer',
  503: 'Not available yet',
};

/** An answer that is a problem (RFC 9457); thrown anywhere below a route, sent by the one error handler. */
export class ProblemError extends Error {
  readonly status: number;
  readonly errors: Problem['errors'];
  readonly retryAfterS: number | undefined;
  constructor(
    status: number,
    detail: string,
    more: { errors?: Problem['errors']; retryAfterS?: number } = {},
  ) {
    super(detail);
    this.status = status;
    this.errors = more.errors;
    this.retryAfterS = more.retryAfterS;
  }
}

export const badField = (field: string, message: string) =>
  new ProblemError(400, `${field}: ${message}`, { errors: [{ field, message }] });

export const notYet = (detail: string) => new ProblemError(503, detail, { retryAfterS: 5 });

export function problemOf(status: number, detail?: string, errors?: Problem['errors']): Problem {
  return {
    type: 'about:blank',
    title: titles[status] ?? 'The request failed',
    status,
    ...(detail === undefined ? {} : { detail }),
    ...(errors === undefined ? {} : { errors }),
  };
}

export function sendProblem(reply: FastifyReply, problem: Problem): FastifyReply {
  return reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}

/** Every error leaves as a problem; what we did not foresee is logged whole and told without its insides. */
export function handleError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): void {
  if (error instanceof ProblemError) {
    if (error.retryAfterS !== undefined) void reply.header('retry-after', error.retryAfterS);
    void sendProblem(reply, problemOf(error.status, error.message, error.errors));
    return;
  }
  if (hasZodFastifySchemaValidationErrors(error)) {
    const errors = error.validation.map((fault) => ({
      field: fault.instancePath.slice(1).replaceAll('/', '.') || (error.validationContext ?? 'body'),
      message: fault.message ?? 'not valid',
    }));
    const detail = errors.map((fault) => `${fault.field}: ${fault.message}`).join('; ');
    void sendProblem(reply, problemOf(400, detail, errors));
    return;
  }
  const status = error.statusCode ?? 500;
  if (status < 500) {
    void sendProblem(reply, problemOf(status, error.message));
    return;
  }
  request.log.error({ err: error }, 'request failed');
  void sendProblem(reply, problemOf(500, `Reference ${request.id}`));
}
