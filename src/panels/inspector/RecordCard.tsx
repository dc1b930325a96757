import { buildingUses } from '@/contracts/base';
import { useCity, useSession } from '@/state/CityContext';
import { useWords, words } from '@/state/words';
import { recordWords } from '@/state/wordsRecords';
import { GradeChip } from '../GradeChip';
import { useAnswer } from '../useAnswer';
import css from './inspector.module.css';

/** A building's 一标三实 card, as the server cut it for who asks; what was withheld is named with its reason. */
export default function RecordCard({ building }: { readonly building: string }) {
  const { say } = useWords();
  const city = useCity();
  const user = useSession().user;
  const w = recordWords;
  return (
    <section className={css['card']} aria-label={say(w.title)}>
      <h3>
        {say(w.title)} <span className={css['clause']}>{say(w.clause)}</span>
      </h3>
      {city.query.served ? (
        // Whoever signs in or out gets a card of their own; nothing of the last one stays.
        <Card key={`${user ?? ''}:${building}`} building={building} user={user} />
      ) : (
        <p className={css['quiet']}>{say(w.noServer)}</p>
      )}
    </section>
  );
}

function Card({ building, user }: { readonly building: string; readonly user: string | null }) {
  const { say } = useWords();
  const city = useCity();
  const w = recordWords;
  const answer = useAnswer(() => city.query.record(building, city.now()), building);
  if (answer.kind === 'waiting') return <p className={css['quiet']}>{say(words.frame.loading)}</p>;
  if (answer.kind === 'failed') {
    return (
      <p role="alert" className={css['quiet']}>
        {say(words.frame.partFailed(answer.reason))}{' '}
        <button type="button" onClick={answer.again}>
          {say(words.frame.retry)}
        </button>
      </p>
    );
  }
  const result = answer.value;
  if (!result.ok) {
    const closed = user === null && (result.status === 401 || result.status === 403);
    return (
      <p className={css['quiet']}>{say(closed ? w.signInFor : w.failed(result.status, result.detail))}</p>
    );
  }
  const card = result.value;
  return (
    <>
      <dl className={css['record']}>
        {card.fields.map((field) => (
          <div key={field.field}>
            <dt>{say(fieldTitle(field.field))}</dt>
            {'withheld' in field ? (
              <dd className={css['withheld']}>
                {say(w.withheld)} · {field.withheld}
              </dd>
            ) : (
              <dd>
                {isUse(field.value) ? say(recordWords.use[field.value]) : field.value}
                {field.unit !== undefined && <small> {field.unit}</small>}
              </dd>
            )}
          </div>
        ))}
      </dl>
      <p className={css['quiet']}>
        <GradeChip grade={card.provenance.grade} />{' '}
        {card.masked.length > 0 && `${say(w.masked(card.masked.length))} · `}
        {card.reason !== '' && `${say(w.reason)}：${card.reason} · `}
        {say(w.policy(card.policyVersion))} · {say(w.fromServer)}
      </p>
      {user === null && <p className={css['quiet']}>{say(w.signIn)}</p>}
    </>
  );
}

function fieldTitle(field: string) {
  return recordWords.field[field] ?? { zh: field, en: field };
}

function isUse(value: string | number): value is (typeof buildingUses)[number] {
  return buildingUses.some((use) => use === value);
}
