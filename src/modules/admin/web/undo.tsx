import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ResultView } from '../../../core/console/console-views.js';
import { ApiError, send } from './api.js';
import { go } from './hooks.js';
import { TEXTS } from './texts.js';

/** An act that can be taken back for a while. */
interface Undoable {
  readonly section: string;
  readonly act: string;
  readonly id: string;
  readonly says: string;
  readonly forMs: number;
}

let offer: (undoable: Undoable) => void = () => undefined;

/** Offers to take an act back, on whatever page comes next. */
export function offerUndo(undoable: Undoable): void {
  offer(undoable);
}

/** The offer to take back the last act, for as long as that is possible. */
export function UndoBar(): JSX.Element | null {
  const [last, setLast] = useState<Undoable>();
  const [error, setError] = useState<ApiError>();
  useEffect(() => {
    offer = (undoable) => {
      setError(undefined);
      setLast(undoable);
    };
  }, []);
  useEffect(() => {
    if (last === undefined) return;
    const timer = setTimeout(() => setLast(undefined), last.forMs);
    return () => clearTimeout(timer);
  }, [last]);
  if (last === undefined) return null;
  const { section, act, id, says } = last;
  const undo = (): void => {
    send<{ result?: ResultView }>(`${section}/${act}`, { order: { id }, reason: '' }).then(
      ({ result }) => {
        setLast(undefined);
        go(`${section}/${encodeURIComponent(result?.opens ?? id)}`);
      },
      (failure: unknown) => setError(failure as ApiError),
    );
  };
  return (
    <div class="undo" role="status">
      <span>
        <bdi>{says}</bdi> {error && <span class="problem">{error.message}</span>}
      </span>
      <button type="button" data-key="z" onClick={undo}>
        {TEXTS.common.undo} <kbd>z</kbd>
      </button>
    </div>
  );
}
