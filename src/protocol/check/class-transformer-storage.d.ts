/** class-transformer keeps its metadata in this file, which it does not export. This declares the parts we read. */
declare module 'class-transformer/cjs/storage.js' {
  import type { TransformationType, TypeOptions } from 'class-transformer';

  interface TypeMetadata {
    /** The field's type as emitted by TypeScript. */
    readonly reflectedType: unknown;
    /** The function of `@Type`. */
    readonly typeFunction?: () => unknown;
    readonly options?: TypeOptions;
  }

  export const defaultMetadataStorage: {
    getStrategy(target: unknown): 'excludeAll' | 'exposeAll' | 'none';
    getExposedMetadatas(target: unknown): readonly unknown[];
    getExcludedMetadatas(target: unknown): readonly unknown[];
    findTransformMetadatas(target: unknown, field: string, type: TransformationType): readonly unknown[];
    findTypeMetadata(target: unknown, field: string): TypeMetadata | undefined;
  };
}
