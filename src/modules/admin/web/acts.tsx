import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { PartView } from '../../../core/console/console-views.js';
import { ApiError, send } from './api.js';
import { FormField, orderOf } from './fields.js';
import { TEXTS } from './texts.js';
import { Data, Dialog } from './ui.js';

/** What an act is about: the fields of its order that are known already, and how people call it. */
export interface ActTarget {
  readonly known: Readonly<Record<string, unknown>>;
  readonly name: string;
}

interface ActProps {
  readonly section: string;
  readonly part: PartView;
  readonly target: ActTarget;
  /** Called once it is done. */
  readonly done?: (() => void) | undefined;
}

/** The button of an act, and the window it opens. */
export function ActButton({ section, part, target, done }: ActProps): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" class={part.isFinal === true ? 'danger' : ''} onClick={() => setOpen(true)}>
        {part.title}
      </button>
      {isOpen && <ActDialog {...{ section, part, target, done }} close={() => setOpen(false)} />}
    </>
  );
}

function ActDialog({ section, part, target, done, close }: ActProps & { close: () => void }): JSX.Element {
  const [error, setError] = useState<ApiError>();
  const [result, setResult] = useState<unknown>();
  const [isBusy, setBusy] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const fields = part.fields.filter(({ name }) => !(name in target.known));

  const submit = async (): Promise<void> => {
    const data = new FormData(form.current ?? undefined);
    setBusy(true);
    try {
      if (data.has('-code')) await send('-/prove', { code: data.get('-code') });
      const order = { ...target.known, ...orderOf(fields, data) };
      const answer = await send<{ result: unknown }>(`${section}/${part.id}`, {
        order,
        reason: data.get('-reason') ?? '',
      });
      done?.();
      if (answer.result === null) close();
      else setResult(answer.result);
    } catch (failure) {
      setError(failure as ApiError);
    }
    setBusy(false);
  };

  if (result !== undefined) return <ActResult title={part.title} result={result} close={close} />;
  const needsCode = error?.code === 'admin.prove_again' || error?.code === 'admin.code_refused';
  return (
    <Dialog title={`${part.title}: ${target.name}`} onClose={close}>
      <form
        ref={form}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {fields.map((field) => (
          <FormField key={field.name} field={field} problems={error?.details} />
        ))}
        {part.needsReason === true && (
          <label>
            {TEXTS.common.reason}
            <input name="-reason" required maxLength={1_000} autocomplete="off" />
          </label>
        )}
        {part.isFinal === true && (
          <label>
            {TEXTS.common.confirm} <strong>{target.name}</strong>
            <input name="-confirm" required pattern={escaped(target.name)} autocomplete="off" />
          </label>
        )}
        {needsCode && (
          <label>
            {TEXTS.common.prove}
            <input name="-code" required inputMode="numeric" autocomplete="one-time-code" />
          </label>
        )}
        {error && (
          <p class="problem" role="alert">
            {error.message}
          </p>
        )}
        <footer>
          <button type="button" onClick={close}>
            {TEXTS.common.cancel}
          </button>
          <button type="submit" class={part.isFinal === true ? 'danger' : 'primary'} disabled={isBusy}>
            {part.title}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}

function ActResult({ title, result, close }: { title: string; result: unknown; close: () => void }): JSX.Element {
  const { link, download, text } = result as { link?: string; download?: string; text?: string };
  return (
    <Dialog title={title} onClose={close}>
      {link !== undefined && (
        <label>
          {TEXTS.common.copyLink}
          <input readOnly value={`${location.origin}${link}`} onFocus={(event) => event.currentTarget.select()} />
        </label>
      )}
      {download !== undefined && text !== undefined && (
        <p>
          <a
            class="button"
            download={download}
            href={URL.createObjectURL(new Blob([text], { type: 'application/json' }))}
          >
            {download}
          </a>
        </p>
      )}
      {link === undefined && download === undefined && <Data value={result} />}
      <footer>
        <button type="button" class="primary" onClick={close}>
          {TEXTS.common.close}
        </button>
      </footer>
    </Dialog>
  );
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
