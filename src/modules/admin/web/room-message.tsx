import type { JSX } from 'preact';
import type { FieldRules, MessageRules } from '../sections/message-rules-view.js';
import { useRead } from './hooks.js';
import { TEXTS } from './texts.js';
import { Dialog, DocText, Failed, Loading } from './ui.js';

/** A message that a room has seen. */
export interface SeenMessage {
  readonly type: number;
  readonly what: string;
  /** As JSON, which may be cut. */
  readonly text: string;
  /** Whose it is, how long it was and how long it took. */
  readonly facts: string;
}

/** One message of a room beside what the contract says of it. */
export function MessageDialog({ seen, onClose }: { seen: SeenMessage; onClose: () => void }): JSX.Element {
  const { value: rules, error, again } = useRead<MessageRules | null>('rooms/message', { type: seen.type });
  const fields = fieldsOf(seen.text);
  return (
    <Dialog title={seen.what} onClose={onClose}>
      <p class="soft">
        <bdi>{seen.facts}</bdi>
      </p>
      {error !== undefined && <Failed error={error} again={again} />}
      {rules === undefined && error === undefined && <Loading />}
      {rules && (
        <>
          <p>
            <DocText text={rules.doc} />
            {rules.reply !== undefined && (
              <span class="soft">
                {' '}
                {TEXTS.playground.answeredBy} <code>{rules.reply}</code>
              </span>
            )}
          </p>
          {rules.fields.length === 0 ? (
            <p class="soft">{TEXTS.playground.noFields}</p>
          ) : (
            <Fields rules={rules.fields} values={fields} />
          )}
        </>
      )}
      {(fields === undefined || rules === null) && seen.text !== '' && (
        <>
          <h3>{TEXTS.rooms.cutMessage}</h3>
          <pre tabIndex={0}>
            <bdi>{seen.text}</bdi>
          </pre>
        </>
      )}
      <footer>
        <button type="button" onClick={onClose}>
          {TEXTS.common.close}
        </button>
      </footer>
    </Dialog>
  );
}

interface FieldsProps {
  readonly rules: readonly FieldRules[];
  /** Undefined for a message that was cut. */
  readonly values: Readonly<Record<string, unknown>> | undefined;
}

function Fields({ rules, values }: FieldsProps): JSX.Element {
  const { field, value, contract } = TEXTS.rooms.besideContract;
  return (
    <table class="grid beside">
      <thead>
        <tr>
          {[field, value, contract].map((head) => (
            <th key={head}>{head}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rules.map(({ name, doc, type, rules: own, isOptional }) => (
          <tr key={name}>
            <td data-label={field}>
              <code>{name}</code>
            </td>
            <td data-label={value}>
              <code>
                <bdi>{valueText(values?.[name])}</bdi>
              </code>
            </td>
            <td data-label={contract}>
              {[type, ...own, ...(isOptional ? [TEXTS.common.optional] : [])].join(', ')}
              {doc !== '' && (
                <small class="soft">
                  <DocText text={doc} />
                </small>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function valueText(value: unknown): string {
  return value === undefined ? TEXTS.common.none : JSON.stringify(value);
}

/** The fields of a message; undefined where its text was cut. */
function fieldsOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(text === '' ? '{}' : text) as Readonly<Record<string, unknown>>;
  } catch {
    return undefined;
  }
}
