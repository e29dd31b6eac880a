import type { JSX } from 'preact';
import { useRead } from './hooks.js';
import { Card, Data, Empty, Failed, Loading } from './ui.js';

/** Details as a card. With a query it is a panel, which is left out when it has nothing to tell. */
export function Details({
  section,
  id,
  title,
  query,
}: {
  section: string;
  id: string;
  title: string;
  query?: object;
}): JSX.Element | null {
  const { value, error, again } = useRead<object | null>(`${section}/${id}`, query);
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

/** One list alone needs no name besides the title. */
function onlyList(value: object): object {
  const [first, ...more] = Object.values(value) as unknown[];
  return Array.isArray(first) && more.length === 0 ? first : value;
}
