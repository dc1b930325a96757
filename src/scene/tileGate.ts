import { Resource, RuntimeError } from 'cesium';
import { tileLimits, tooLarge, whyPictureRefused, whyRefused } from './tileContent';

/** How the engine is told what a download came to. */
interface Outcome {
  readonly promise: Promise<unknown>;
  readonly resolve: (value: unknown) => void;
  readonly reject: (reason: unknown) => void;
}

/** The engine's one way to download, which is not part of its public face (engine 26.3). */
type Download = (
  url: string,
  responseType: string | undefined,
  method: string,
  data: unknown,
  headers: unknown,
  outcome: Outcome,
  overrideMimeType?: string,
) => XMLHttpRequest | undefined;

const ways = (Resource as unknown as { readonly _Implementations: { loadWithXhr: Download } })
  ._Implementations;

const mark = 'Refused: ';

/** Whether a failure is the gate's: asking again brings the same bytes again. */
export const isRefusal = (message: string) => message.startsWith(mark);

/** Longest head of a picture that is looked at, bytes: a JPEG may carry a profile and a thumbnail before its size. */
const headBytes = 2 ** 16;

async function whyAnswerRefused(answer: unknown): Promise<string | undefined> {
  if (answer instanceof ArrayBuffer) return whyRefused(answer);
  if (!(answer instanceof Blob)) return undefined;
  return whyPictureRefused(new DataView(await answer.slice(0, headBytes).arrayBuffer()));
}

/** One download through the gate: cut off beyond the limit of bytes, and looked at before the engine sees it. */
export function gated(download: Download): Download {
  return (url, responseType, method, data, headers, outcome, overrideMimeType) => {
    let over = false;
    const refuse = (why: string) => outcome.reject(new RuntimeError(`${mark}${why}`));
    const checked: Outcome = {
      promise: outcome.promise,
      reject: (reason) => {
        if (!over) outcome.reject(reason);
      },
      resolve: (answer) => {
        if (over) return;
        void whyAnswerRefused(answer).then(
          (why) => (why === undefined ? outcome.resolve(answer) : refuse(why)),
          outcome.reject,
        );
      },
    };
    const request = download(url, responseType, method, data, headers, checked, overrideMimeType);
    request?.addEventListener('progress', ({ loaded }) => {
      if (over || loaded <= tileLimits.bytes) return;
      over = true;
      request.abort();
      refuse(tooLarge(loaded));
    });
    return request;
  };
}

let standing = false;

/** From now on no tile, texture or map picture of any host reaches the engine unseen. Standing twice is standing once. */
export function standAtTheGate(): void {
  if (standing) return;
  standing = true;
  ways.loadWithXhr = gated(ways.loadWithXhr);
}
