import ts from 'typescript';

/** A node that declares a name at the top of a file. */
type TopLevelNode = ts.FunctionDeclaration | ts.ClassDeclaration | ts.EnumDeclaration | ts.VariableDeclaration;

const found = new WeakMap<ts.SourceFile, ReadonlyMap<string, TopLevelNode>>();

/** The declarations of a file with their names; several constants may stand in one statement. */
export function topLevelNodes(source: ts.SourceFile): ReadonlyMap<string, TopLevelNode> {
  const known = found.get(source);
  if (known) return known;
  const nodes = new Map(source.statements.flatMap(namedNodes));
  found.set(source, nodes);
  return nodes;
}

function namedNodes(statement: ts.Statement): [string, TopLevelNode][] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap((node): [string, TopLevelNode][] =>
      ts.isIdentifier(node.name) ? [[node.name.text, node]] : [],
    );
  }
  const isNamed =
    ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement) || ts.isEnumDeclaration(statement);
  return isNamed && statement.name ? [[statement.name.text, statement]] : [];
}
