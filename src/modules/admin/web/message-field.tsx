import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { OutgoingContract, OutgoingMessage } from '../frame/outgoing-views.js';
import type { FieldProblem } from './fields.js';
import { useRead } from './hooks.js';
import { MessageForm, neededOf } from './playground-form.js';
import { TEXTS } from './texts.js';
import { Failed, Loading } from './ui.js';

interface MessageProps {
  readonly name: string;
  readonly problems: readonly FieldProblem[];
}

/** A message of the server, picked from the contract and filled in by its own form. */
export function MessageField({ name, problems }: MessageProps): JSX.Element {
  const { value: contract, error, again } = useRead<OutgoingContract>('-/messages');
  const [message, setMessage] = useState<OutgoingMessage>();
  const [fields, setFields] = useState<Readonly<Record<string, unknown>>>({});
  if (contract === undefined) return error === undefined ? <Loading /> : <Failed error={error} again={again} />;
  const pick = (type: string): void => {
    const picked = contract.messages.find((each) => String(each.type) === type);
    setMessage(picked);
    setFields(picked === undefined ? {} : neededOf(picked));
  };
  const inside = problems.map((problem) => ({ ...problem, field: problem.field.slice(name.length + 1) }));
  const modules = [...new Set(contract.messages.map((each) => each.module))];
  return (
    <fieldset class="message-field">
      <label>
        {TEXTS.message.pick}
        <select required value={message?.type ?? ''} onChange={(event) => pick(event.currentTarget.value)}>
          <option value="">{TEXTS.common.unset}</option>
          {modules.map((module) => (
            <optgroup key={module} label={module}>
              {contract.messages
                .filter((each) => each.module === module)
                .map((each) => (
                  <option key={each.type} value={each.type}>
                    {each.name}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      </label>
      {message !== undefined && (
        <>
          {message.doc !== '' && <p class="soft">{message.doc}</p>}
          <MessageForm
            fields={message.fields}
            structs={contract.structs}
            value={fields}
            problems={inside}
            onValue={setFields}
          />
          <input type="hidden" name={name} value={JSON.stringify({ type: message.type, fields })} />
        </>
      )}
    </fieldset>
  );
}
