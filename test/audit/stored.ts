import type { TestCity } from '../server/city';
import { jsonOf } from '../server/city';

interface Page {
  readonly value: readonly { readonly phenomenonTime: string; readonly result: number }[];
  readonly '@iot.nextLink'?: string;
}

/** Every value the store holds of one series, as anybody may read them. */
export async function storedOf(city: TestCity, series: number): Promise<readonly number[]> {
  const values: number[] = [];
  let next: string | undefined =
    `/sta/v1.1/Datastreams(${String(series)})/Observations?$orderby=phenomenonTime&$top=1000`;
  while (next !== undefined) {
    const answer = await city.ask(next);
    if (answer.status !== 200) throw new Error(`the store answers ${String(answer.status)}: ${answer.text}`);
    const page: Page = jsonOf(answer);
    values.push(...page.value.map(({ result }) => result));
    const link: string | undefined = page['@iot.nextLink'];
    next = link === undefined ? undefined : link.slice(link.indexOf('/sta/'));
  }
  return values;
}

/** What the door has refused so far: copies of what it had, and all else. */
export async function refusalsOf(
  city: TestCity,
): Promise<{ readonly copies: number; readonly others: number }> {
  const book = jsonOf<{
    readonly total: number;
    readonly reasons: Readonly<Record<string, number>>;
  }>(await city.ask('/api/ingest/refused', { cookie: await city.signIn('steward') }));
  const copies = book.reasons['duplicate'] ?? 0;
  return { copies, others: book.total - copies };
}
