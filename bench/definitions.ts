import { declarationsOfRooms, longestDeclaration } from '#test/declarations.ts'

/*
 * How long the declarations of registers and procedures are. A test holds them to what is promised.
 *
 *     node bench/definitions.ts
 */
const found = declarationsOfRooms()
for (const { file, kind, name, lines } of found) {
  const mark = lines > longestDeclaration ? '超' : '  '
  console.log(
    `${mark} ${String(lines).padStart(4)} / ${longestDeclaration}  ${kind.padEnd(9)} ${name}  ${file}`,
  )
}
const over = found.filter((each) => each.lines > longestDeclaration).length
console.log(`${found.length}の定義のうち、${longestDeclaration}行を超えるもの ${over}`)
