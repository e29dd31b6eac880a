import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useRead } from './hooks.js';
import { Card, Data, Empty, Failed, Loading } from './ui.js';

/** Details as a card. With a query it is a panel, which is left out when it has nothing to tell. */
export function Details({
  section,
  id,
  title,
  query,
  onValue,
}: {
  section: string;
  id: string;
  title: string;
  query?: object;
  /** Called with what they say. */
  onValue?: (value: object) => void;
}): JSX.Element | null {
  const { value, error, again } = useRead<object | null>(`${section}/${id}`, query);
  useEffect(() => {
    if (value) onValue?.(value);
  }, [value]);
  if (error !== undefined)
    return (
      <Card title={title}>
        <Failed error={error} again={again} />
      </Card>
    );
  if (value === null)
    return query === undefined ? (
      <Card title={title}>
        <Empty />
      </Card>
    ) : null;
  return <Card title={title}>{value === undefined ? <Loading /> : <Data value={onlyList(value)} />}</Card>;
}

/** What the details of one thing say of it, all together. */
export function useFacts(): [facts: object, learn: (value: object) => void] {
  const [facts, setFacts] = useState<object>({});
  return [facts, (value) => setFacts((known) => ({ ...known, ...value }))];
}

/** One list alone needs no name besides the title. */
function onlyList(value: object): object {
  const [first, ...more] = Object.values(value) as unknown[];
  return Array.isArray(first) && more.length === 0 ? first : value;
}
