import type { Text } from '@/contracts/text';
import { principleRules, type Principle } from '@/domain/principles/rules';
import type { PrincipleBoard } from '@/state/principleBoard';
import { useWords } from '@/state/words';
import { principleWords as w } from '@/state/wordsPrinciples';
import css from './principles.module.css';

/** The formula with its version, what goes into it, what is lacking and whose it is. */
export function Reckoning({
  principle,
  census,
}: {
  readonly principle: Principle;
  readonly census: PrincipleBoard['census'];
}) {
  const { say } = useWords();
  const { version, effective, source } = principleRules;
  return (
    <details className={css['how']}>
      <summary>{say(w.how)}</summary>
      <dl>
        <dt>{say(w.formula)}</dt>
        <dd>
          {say(principle.formula)}
          <br />
          <span className={css['quiet']}>{say(w.version(version, effective))}</span>
        </dd>
        <dt>{say(w.inputs)}</dt>
        <dd>
          <Lines texts={census === undefined ? principle.inputs : [...principle.inputs, census.source]} />
        </dd>
        <dt>{say(w.lacks)}</dt>
        <dd>
          <Lines texts={principle.lacks} />
        </dd>
        <dt>{say(w.source)}</dt>
        <dd>{say(source)}</dd>
      </dl>
    </details>
  );
}

function Lines({ texts }: { readonly texts: readonly Text[] }) {
  const { say } = useWords();
  return (
    <ul>
      {texts.map((text) => (
        <li key={text.en}>{say(text)}</li>
      ))}
    </ul>
  );
}
