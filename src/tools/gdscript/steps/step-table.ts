import type { GenerationContext } from '../field-code.js';
import { quote } from '../gd-names.js';
import { syncedClassName, syncedMember } from '../synced-names.js';
import { stepKeys } from './step-hashes.js';
import type { FunctionShape } from './step-type.js';
import type { StepWorld } from './step-world.js';

/** A predicted field of an entity, and the step that moves it. */
interface PredictedField {
  /** The entity's class in Godot. */
  readonly entity: string;
  readonly member: string;
  readonly step: FunctionShape;
  /** The body's class in Godot. */
  readonly body: string;
}

/**
 * The lines of the contract's function that knows the step of each predicted field; none when nothing is predicted.
 * @throws Error when a predicted field names a step that no shared file declares, or several do
 */
export function stepTable({ contract, dialect, steps }: GenerationContext): string[] {
  const fields = (contract.syncedClasses ?? []).flatMap((synced): PredictedField[] =>
    synced.fields.flatMap(({ name, step, class: body = '', ...field }) => {
      if (step === undefined || steps === undefined) return [];
      const shape = stepOf(steps, step, body, `${synced.name}.${name}`);
      const entity = syncedClassName(synced, contract);
      return [{ entity, member: syncedMember({ ...field, name }), step: shape, body: bodyClass(shape) }];
    }),
  );
  if (fields.length === 0) return [];
  const isFour = dialect.engine === 4;
  const made = (step: FunctionShape, head: string): string[] => {
    const [keys, isSteered] = [
      contract.steps && steps && stepKeys(step.file, step.name, steps.files),
      !isCarried(step),
    ];
    const tail = isSteered ? ')' : ', false)';
    if (keys === undefined) return [`${head}${isSteered ? '' : ', []'}${tail}`];
    return [`${head}, [`, ...keys.map((key) => `\t\t\t${quote(key)},`), `\t\t]${tail}`];
  };
  return [
    ...['', '', `func get_step(entity${isFour ? ': GodwitEntity) -> GodwitStep' : ')'}:`],
    ...fields.flatMap(({ entity, member, step, body }) => [
      `\tif entity is ${entity}:`,
      ...made(
        step,
        `\t\treturn GodwitStep.new(${quote(member)}, ${step.file.className}, ${dialect.code(step.gdName)}, ${body}`,
      ),
    ]),
    '\treturn null',
  ];
}

/** Whether nobody steers what it moves: it takes no input. */
function isCarried({ parameters }: FunctionShape): boolean {
  return parameters.length === 2;
}

/** The class of a step's body, which another file may declare. */
function bodyClass({ parameters, file }: FunctionShape): string {
  const type = parameters[0]?.type;
  return type?.kind === 'class' ? `${type.shape.file.className}.${type.shape.gdName}` : file.className;
}

/** The function whose first parameter is an object of that class. */
function stepOf(world: StepWorld, step: string, body: string, field: string): FunctionShape {
  const found = world.files.flatMap((file) => {
    const shape = world.find(file, step);
    const type = shape?.kind === 'function' && shape.file === file ? shape.parameters[0]?.type : undefined;
    return shape?.kind === 'function' && type?.kind === 'class' && type.shape.name === body ? [shape] : [];
  });
  const [only] = found;
  if (only === undefined)
    throw new Error(
      `${field} is predicted by ${step || 'a function without a name'}, which no *.shared.ts file declares with a ${body} as its first parameter.`,
    );
  if (found.length > 1)
    throw new Error(
      `${field} is predicted by ${step}, which ${found.map(({ file }) => file.place).join(' and ')} declare: rename one.`,
    );
  return only;
}
