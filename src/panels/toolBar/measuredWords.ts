interface Measured {
  readonly value: number;
  readonly plusMinus: number;
  readonly unit: 'm' | 'm²';
}

/** A figure and its ± in one unit, with no more digits than the doubt allows. */
export function measuredWords({ value, plusMinus, unit }: Measured): {
  readonly value: string;
  readonly plusMinus: string;
} {
  const large = unit === 'm' ? 1_000 : 1_000_000;
  const scale = value >= large ? large : 1;
  const title = scale === 1 ? unit : unit === 'm' ? 'km' : 'km²';
  const doubt = plusMinus / scale;
  const exponent = doubt > 0 ? Math.floor(Math.log10(doubt)) : -2;
  const decimals = Math.min(4, Math.max(0, -exponent));
  const step = 10 ** Math.max(0, exponent);
  const write = (figure: number) => {
    const shown = step === 1 ? figure : Math.round(figure / step) * step;
    return `${shown.toLocaleString('en-US', { minimumFractionDigits: decimals, maximumFractionDigits: decimals })} ${title}`;
  };
  return { value: write(value / scale), plusMinus: write(doubt) };
}
