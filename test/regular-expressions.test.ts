import { checkSync } from "recheck";
import ts from "typescript";
import { expect, test } from "vitest";
import { productSources, sourceText } from "./support/sources.js";

/** Every expression takes time in proportion to the text, so that no file or name can make the program hang. */

interface Expression {
  readonly place: string;
  /** Undefined where it is made when the program runs. */
  readonly literal: RegExp | undefined;
}

function expressionsIn(file: string): readonly Expression[] {
  const source = ts.createSourceFile(file, sourceText(file), ts.ScriptTarget.Latest);
  const found: Expression[] = [];
  const visit = (node: ts.Node) => {
    const place = () => `${file}:${source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1}`;
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf("/");
      found.push({ place: place(), literal: new RegExp(node.text.slice(1, end), node.text.slice(end + 1)) });
    } else if (
      (ts.isNewExpression(node) || ts.isCallExpression(node)) &&
      node.expression.getText(source) === "RegExp"
    ) {
      found.push({ place: place(), literal: undefined });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const expressions = productSources.flatMap(expressionsIn);

test("there are expressions to look at", () => {
  expect(expressions.length).toBeGreaterThan(80);
});

test("none is made of texts at run time, where nobody can look at it", () => {
  expect(expressions.filter(({ literal }) => !literal).map(({ place }) => place)).toEqual([]);
});

test("each is linear", () => {
  const slow = expressions.flatMap(({ place, literal }) => {
    if (!literal) return [];
    const { status } = checkSync(literal.source, literal.flags, { timeout: 20_000 });
    return status === "safe" ? [] : [`${place} ${status} ${literal}`];
  });
  expect(slow).toEqual([]);
});
