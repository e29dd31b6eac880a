/** The signs between a property and a value. */
export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** A query as a tree. */
export type QueryNode =
  | { readonly kind: 'and' | 'or'; readonly left: QueryNode; readonly right: QueryNode }
  | { readonly kind: 'not'; readonly inner: QueryNode }
  | { readonly kind: 'compare'; readonly name: string; readonly sign: Comparison; readonly value: string | number }
  | { readonly kind: 'in'; readonly name: string; readonly values: readonly (string | number)[] }
  | { readonly kind: 'between'; readonly name: string; readonly low: number; readonly high: number }
  | { readonly kind: 'within'; readonly name: string; readonly distance: number; readonly at: number };
