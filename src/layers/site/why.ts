import type { Text } from '@/contracts/text';
import { isRefusal } from '@/scene/tileGate';
import { Silent } from './again';

const said = (zh: string, en: string): Text => ({ zh, en });

const meanings: Readonly<Record<number, Text>> = {
  401: said('需要密钥或登录', 'a key or a sign-in is asked for'),
  403: said('不允许读取', 'reading is not allowed'),
  404: said('没有这个地址', 'nothing at this address'),
  429: said('请求太多', 'too many requests'),
  502: said('服务没有给出内容', 'the service gave nothing'),
  503: said('服务正忙', 'the service is busy'),
};

function statusOf(error: unknown): number | undefined {
  const told: unknown = Reflect.get(Object(error), 'statusCode');
  if (typeof told === 'number') return told;
  const [, words] = /(?:Status Code: |HTTP )(\d{3})/.exec(wordsOf(error)) ?? [];
  return words === undefined ? undefined : Number(words);
}

export function wordsOf(error: unknown): string {
  if (typeof error === 'string') return error;
  const message: unknown = Reflect.get(Object(error), 'message');
  return typeof message === 'string' ? message : String(error);
}

/** The engine says no more of a request that met nobody. */
const metNobody = /^Request has failed\.$|failed to fetch|networkerror|load failed/i;

/**
 * Why something of a site could not be had, in words its engineer can act on; `blocked` says whether the page's own policy
 * kept it from asking. What the engine or the browser said of bytes that are no tile is left to them.
 */
export function whyOf(error: unknown, blocked: boolean): Text {
  if (blocked)
    return said(
      '本页打开时的安全策略没有这个主机：它须写在条目的地址里，写好后刷新页面',
      'The policy this page was opened with does not name the host: name it in an entry, then reload',
    );
  if (error instanceof Silent)
    return said(`${error.seconds} 秒内没有应答`, `No answer within ${error.seconds} s`);
  const status = statusOf(error);
  if (status !== undefined) {
    const meaning = meanings[status];
    return meaning === undefined
      ? said(`HTTP ${status}`, `HTTP ${status}`)
      : said(`HTTP ${status}：${meaning.zh}`, `HTTP ${status}: ${meaning.en}`);
  }
  if (isRefusal(wordsOf(error)))
    return said(
      `过大，没有交给图形引擎：${wordsOf(error).replace(/^\w+: /, '')}`,
      `Too much, kept from the engine: ${wordsOf(error).replace(/^\w+: /, '')}`,
    );
  if (metNobody.test(wordsOf(error).trim()))
    return said(
      '连不上，或对方没有允许本页读取（CORS）',
      'Cannot be reached, or does not let this page read it (CORS)',
    );
  return said('收到的内容损坏或格式不符', 'What came is broken or of another format');
}
