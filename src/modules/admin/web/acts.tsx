import type { JSX } from 'preact';
import { useRef, useState } from 'preact/hooks';
import type { FieldView, PartView, ResultView } from '../../../core/console/console-views.js';
import { ApiError, read, send } from './api.js';
import { FormField, orderOf, textOf } from './fields.js';
import { go, useRead } from './hooks.js';
import { MessageField } from './message-field.js';
import { TEXTS } from './texts.js';
import { Data, Dialog, Failed, labelOf, Loading } from './ui.js';
import { offerUndo } from './undo.js';

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
  /** Whether it makes sense at the moment. */
  readonly isApt: boolean;
}

interface ActsProps {
  readonly section: string;
  readonly parts: readonly PartView[];
  readonly target: ActTarget;
  /** What is known of the target; the buttons are those that make sense for it. */
  readonly of?: object | null | undefined;
  readonly done?: (() => void) | undefined;
}

/** The buttons of all acts on one thing. */
export function Acts({ section, parts, target, of, done }: ActsProps): JSX.Element {
  return (
    <>
      {parts
        .filter(({ kind, isUndo }) => kind === 'act' && isUndo !== true)
        .map((part) => (
          <ActButton
            key={`${section}.${part.id}`}
            {...{ section, part, target, done }}
            isApt={isApt(part, (of ?? {}) as Readonly<Record<string, unknown>>)}
          />
        ))}
    </>
  );
}

function isApt({ when = {} }: PartView, of: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(when).every(
    ([name, values]) => of[name] === undefined || values.some((value) => value === of[name]),
  );
}

/**
 * The button of an act, and the window it opens; an act with a key that asks nothing is carried out at once. One that is not apt
 * any more stays until its window is closed, which may have something to tell.
 */
function ActButton(props: ActProps): JSX.Element | null {
  const { section, part, target, done, isApt: isStillApt } = props;
  const [isOpen, setOpen] = useState(false);
  const [error, setError] = useState<ApiError>();
  const [result, setResult] = useState<ResultView | null>(null);
  const asksNothing = part.fields.every(({ name }) => name in target.known) && part.needsReason !== true;
  const press = (): void => {
    if (part.key === undefined || part.isFinal === true || !asksNothing) {
      setOpen(true);
      return;
    }
    setError(undefined);
    carryOut(section, part.id, target.known, '').then(
      (left) => {
        setResult(left);
        done?.();
      },
      (failure: unknown) => setError(failure as ApiError),
    );
  };
  if (!isStillApt && !isOpen && error === undefined && result === null) return null;
  return (
    <>
      <button type="button" class={part.isFinal === true ? 'danger' : ''} data-key={part.key} onClick={press}>
        {part.title} {part.key !== undefined && <kbd>{part.key}</kbd>}
      </button>
      {error && (
        <span class="problem" role="alert">
          {error.message}
        </span>
      )}
      {isOpen && <ActDialog {...props} close={() => setOpen(false)} />}
      {result !== null && <ActResult title={part.title} result={result} close={() => setResult(null)} />}
    </>
  );
}

/** Carries an act out, and does what its result asks the page to do. @returns what is left of it to be shown, null for nothing */
export async function carryOut(
  section: string,
  act: string,
  order: object,
  reason: unknown,
): Promise<ResultView | null> {
  const { result } = await send<{ result: ResultView | null }>(`${section}/${act}`, { order, reason });
  if (result?.undo !== undefined) offerUndo({ section, ...result.undo });
  if (result?.opens === undefined) return result;
  go(result.opens === '' ? section : `${section}/${encodeURIComponent(result.opens)}`);
  return null;
}

type Beginning = Readonly<Record<string, unknown>> | null;

function ActDialog(props: ActProps & { close: () => void }): JSX.Element {
  const { section, part, target, close } = props;
  const path = part.begins === undefined ? undefined : `${section}/${part.begins}`;
  const { value, error, again } = useRead<Beginning>(path, target.known);
  const [first, setFirst] = useState<Beginning>();
  if (first === undefined && value !== undefined) setFirst(value);
  if (path === undefined || value !== undefined) return <ActForm {...props} beginning={first ?? value ?? null} />;
  return (
    <Dialog title={part.title} onClose={close}>
      {error ? <Failed error={error} again={again} /> : <Loading />}
    </Dialog>
  );
}

function ActForm({
  section,
  part,
  target,
  done,
  close,
  beginning,
}: ActProps & { close: () => void; beginning: Beginning }): JSX.Element {
  const [error, setError] = useState<ApiError>();
  const [result, setResult] = useState<ResultView>();
  const [isBusy, setBusy] = useState(false);
  const [now, setNow] = useState<Beginning>(beginning);
  const form = useRef<HTMLFormElement>(null);
  const fields = part.fields.filter(({ name }) => !(name in target.known));

  const submit = async (): Promise<void> => {
    const data = new FormData(form.current ?? undefined);
    setBusy(true);
    try {
      if (data.has('-code')) await send('-/prove', { code: data.get('-code') });
      const order = { ...target.known, ...orderOf(fields, data) };
      const answer = await carryOut(section, part.id, order, data.get('-reason') ?? '');
      done?.();
      if (answer === null) close();
      else setResult(answer);
    } catch (failure) {
      setError(failure as ApiError);
      // Perhaps somebody else was faster: then both are shown.
      if (part.begins !== undefined)
        await read<Beginning>(`${section}/${part.begins}`, target.known).then(setNow, () => undefined);
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
          <ActField key={field.name} field={field} problems={error?.details} value={beginning?.[field.name]} />
        ))}
        {differing(fields, beginning, now).length > 0 && (
          <Changed form={form} fields={differing(fields, beginning, now)} beginning={beginning} now={now} />
        )}
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

function ActField(props: Parameters<typeof FormField>[0]): JSX.Element {
  const { field, problems = [] } = props;
  return field.kind === 'message' ? <MessageField name={field.name} problems={problems} /> : <FormField {...props} />;
}

interface ChangedProps {
  readonly form: { readonly current: HTMLFormElement | null };
  readonly fields: readonly FieldView[];
  readonly beginning: Beginning;
  readonly now: Beginning;
}

/** What somebody else has changed while the form was open, beside what was typed. */
function Changed({ form, fields, beginning, now }: ChangedProps): JSX.Element {
  // What was not touched here follows, such as the version that is replaced.
  const keepMine = (): void => {
    for (const { name } of fields) {
      const input = form.current?.elements.namedItem(name);
      const isField = input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement;
      if (isField && input.value === textOf(beginning?.[name])) input.value = textOf(now?.[name]);
    }
  };
  return (
    <section class="changed" role="alert">
      <p>{TEXTS.common.changed}</p>
      {fields.map(({ name }) => (
        <div key={name}>
          <small>{labelOf(name)}</small>
          <pre tabIndex={0}>
            <bdi>{textOf(now?.[name])}</bdi>
          </pre>
        </div>
      ))}
      <button type="button" onClick={keepMine}>
        {TEXTS.common.keepMine}
      </button>
    </section>
  );
}

function differing(fields: readonly FieldView[], beginning: Beginning, now: Beginning): readonly FieldView[] {
  return fields.filter(({ name }) => textOf(beginning?.[name]) !== textOf(now?.[name]));
}

function ActResult({ title, result, close }: { title: string; result: ResultView; close: () => void }): JSX.Element {
  const { link, download, text, says } = result;
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
      {says !== undefined && <p>{says}</p>}
      {link === undefined && download === undefined && says === undefined && <Data value={result} />}
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
