import type { SeriesCatalogue } from '@/contracts/series';
import type { Text } from '@/contracts/text';
import { holdsSimulated } from '@/domain/cityGrade';
import { frameWords } from './wordsFrame';
import { timeWords } from './wordsTime';

/** What stands for the whole city in header, title and briefing: 演示城市 · 模拟, or 实时 where nothing is simulated. */
export function markOf(catalogue: SeriesCatalogue | undefined): Text {
  return holdsSimulated(catalogue) ? frameWords.demoMark : timeWords.live;
}
