import type { HandOverSign } from '@/contracts/handOver';
import { stateTitles, type SignState } from '@/contracts/sign';
import type { Text } from '@/contracts/text';
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
              {say(districtsText(sign)) !== '' && ` · ${say(districtsText(sign))}`}
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

const worstFirst: readonly SignState[] = ['alarm', 'warning', 'attention', 'absent', 'stale'];

/** 「告警 江岸区、武昌区；预警 青山区」: districts that stand otherwise than at the beginning, and are not normal. */
export function districtsText({ districts }: HandOverSign): Text {
  const told = worstFirst.flatMap((state): Text[] => {
    const names = districts.flatMap((one) =>
      one.state === state ? [words.layers.district(one.district)] : [],
    );
    if (names.length === 0) return [];
    return [
      {
        zh: `${stateTitles[state].zh} ${names.map(({ zh }) => zh).join('、')}`,
        en: `${stateTitles[state].en.toLowerCase()} ${names.map(({ en }) => en).join(', ')}`,
      },
    ];
  });
  return { zh: told.map(({ zh }) => zh).join('；'), en: told.map(({ en }) => en).join('; ') };
}
