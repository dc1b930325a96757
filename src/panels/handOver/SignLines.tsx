import type { HandOverSign } from '@/contracts/handOver';
import { stateTitles } from '@/contracts/sign';
import { measureOf, signDefinition } from '@/domain/definitions';
import { useWords, words } from '@/state/words';
import { clockTime, figure } from '@/state/wordsFormat';
import { handOverWords as w } from '@/state/wordsHandOver';
import { StateMark } from '../StateMark';
import css from './handOver.module.css';

/** Signs that turned or are not normal: how they stood, how they stand, and where. */
export function SignLines({ signs }: { readonly signs: readonly HandOverSign[] }) {
  const { say } = useWords();
  return (
    <ul className={css['signs']}>
      {signs.map((sign) => (
        <li key={sign.id}>
          <span className={css['what']}>
            <span>{say(sign.title)}</span>
            <span className={css['quiet']}>
              {sign.turns === 0 ? say(w.unchanged) : say(w.turns(sign.turns))}
              {sign.worst !== sign.state && ` · ${say(w.worst(say(stateTitles[sign.worst])))}`}
              {sign.districts.length > 0 && ` · ${say(districtsText(sign))}`}
            </span>
          </span>
          <span className={css['turned']}>
            {sign.turns > 0 && (
              <>
                <StateMark state={sign.before} quiet /> →{' '}
              </>
            )}
            <StateMark state={sign.state} />
          </span>
          <span className={css['when']}>
            {figure(sign.value, decimalsOf(sign.id))} <small>{say(sign.unit)}</small>
            {sign.lastAt !== null && (
              <span className={css['quiet']}>{clockTime(Date.parse(sign.lastAt))}</span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

export function decimalsOf(id: string): number {
  const definition = signDefinition(id);
  return definition === undefined ? 1 : measureOf(definition, undefined).decimals;
}

/** 「江岸区 告警、武昌区 预警」. */
export function districtsText({ districts }: HandOverSign) {
  const told = districts.map(({ district, state }) => ({
    zh: `${words.layers.district(district).zh} ${stateTitles[state].zh}`,
    en: `${words.layers.district(district).en} ${stateTitles[state].en.toLowerCase()}`,
  }));
  return { zh: told.map(({ zh }) => zh).join('、'), en: told.map(({ en }) => en).join(', ') };
}
