import { median } from './median.js';
import type { Repetitions } from './run.js';
import type { Figures, Row } from './scenario.js';

/** How far over its bar a row may be before `--gate` fails: two runs of one server differ by up to 10 %. */
const GATE_MARGIN = 1.15;

/** A row with its medians. */
export interface RowResult extends Row {
  value: number;
  baseline: number;
  /** Median, least and most of the comparison made within each repetition. */
  compared: number;
  comparedMin: number;
  comparedMax: number;
  verdict: 'ok' | 'over' | '';
}

/** Compares the two subjects of a row repetition by repetition, so that what slows the machine slows both. */
export function resultOf(row: Row, repetitions: Repetitions): RowResult {
  const values = figuresOf(repetitions.get(row.subject), row.figure);
  const baselines = figuresOf(repetitions.get(row.against), row.figure);
  const compared = values.map((value, index) => {
    const baseline = baselines[index] ?? NaN;
    if (row.compare === 'amount') return value;
    return row.compare === 'ratio' ? value / baseline : value - baseline;
  });
  const middle = median(compared);
  const verdict = row.atMost === undefined ? '' : middle <= row.atMost ? 'ok' : 'over';
  return {
    ...row,
    value: median(values),
    baseline: median(baselines),
    compared: middle,
    comparedMin: Math.min(...compared),
    comparedMax: Math.max(...compared),
    verdict,
  };
}

/** Whether a row is so far over its bar that it cannot be noise. */
export function failsGate(row: RowResult): boolean {
  // Amounts are counted, not measured, and know no noise.
  const margin = row.compare === 'amount' ? 1 : GATE_MARGIN;
  return row.atMost !== undefined && !(row.compared <= row.atMost * margin);
}

/** The table for the README. */
export function markdownTable(results: readonly RowResult[]): string {
  const lines = results.map((row) => {
    const sign = { ratio: ' x', difference: ` ${row.unit} more`, amount: ` ${row.unit}` }[row.compare];
    const range = `${row.comparedMin.toFixed(2)}–${row.comparedMax.toFixed(2)}`;
    const bar = row.atMost === undefined ? '' : `<= ${row.atMost}${sign}`;
    const cells = [
      row.work,
      `${row.subject}: ${show(row.value)} ${row.unit}`,
      `${row.against}: ${show(row.baseline)} ${row.unit}`,
      `**${row.compared.toFixed(2)}${sign}** (${range})`,
      bar,
      row.verdict,
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return ['| work | measured | against | ratio (least–most) | must be | |', '|---|---|---|---|---|---|', ...lines].join(
    '\n',
  );
}

function figuresOf(repetitions: readonly Figures[] | undefined, figure: string): number[] {
  return (repetitions ?? []).map((figures) => figures[figure] ?? NaN);
}

function show(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toFixed(2);
}
