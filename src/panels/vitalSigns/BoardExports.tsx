import { useState } from 'react';
import type { Grade } from '@/contracts/provenance';
import type { Scope } from '@/contracts/scope';
import type { SignDefinition } from '@/contracts/sign';
import { useCity } from '@/state/CityContext';
import { useWords } from '@/state/words';
import { boardWords } from '@/state/wordsBoard';
import { offerFile } from '../csv';
import { boardCsv, boardFileName } from './boardFile';
import { boardLines } from './boardTable';
import { signRow, type SignPast } from './signRow';

/** The signs shown as files, as they stand at the press. */
export function BoardExports(props: {
  readonly signs: readonly SignDefinition[];
  readonly past: SignPast | undefined;
  readonly scope: Pick<Scope, 'id' | 'title'>;
  readonly grade: Grade;
}) {
  const { say, language } = useWords();
  const city = useCity();
  const [failed, setFailed] = useState(false);
  const { scope, grade } = props;
  const take = () => {
    const { readings } = city.signs.getState();
    const rows = props.signs.map((sign) => signRow(sign, readings[sign.id], props.past));
    return { rows, stamp: { at: city.now().at, scope, grade, language } };
  };
  const csv = () => {
    const { rows, stamp } = take();
    offerFile(`${boardFileName(stamp)}.csv`, boardCsv(rows, stamp));
  };
  const png = async () => {
    const { rows, stamp } = take();
    const { boardPicture } = await import('./boardPicture');
    const font = getComputedStyle(document.body).fontFamily;
    offerFile(`${boardFileName(stamp)}.png`, await boardPicture(boardLines(rows, language), stamp, font));
  };
  return (
    <>
      <button type="button" onClick={csv} disabled={props.signs.length === 0}>
        {say(boardWords.csv)}
      </button>
      <button
        type="button"
        disabled={props.signs.length === 0}
        onClick={() =>
          void png().then(
            () => setFailed(false),
            () => setFailed(true),
          )
        }
      >
        {say(boardWords.png)}
      </button>
      {failed && <span role="alert">{say(boardWords.pictureFailed)}</span>}
    </>
  );
}
