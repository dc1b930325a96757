import { gradeTitles, type Grade } from '@/contracts/provenance';
import { useWords, words } from '@/state/words';
import css from './provenance.module.css';

/** 实测, 推导, 示意生成 or 模拟: said beside everything shown. The last two are dashed, so that they differ in grey too. */
export function GradeChip({ grade }: { readonly grade: Grade }) {
  const { say } = useWords();
  return (
    <span className={css['chip']} data-grade={grade} title={say(gradeTitles[grade])}>
      {say(words.layers.gradeShort[grade])}
    </span>
  );
}
