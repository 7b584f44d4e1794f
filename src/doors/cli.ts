import { Command } from 'commander'
import { readFile, writeFile } from 'node:fs/promises'
import { userInfo } from 'node:os'
import { basename, join, resolve } from 'node:path'
import packageJson from '../../package.json' with { type: 'json' }
import { ConfigError, readConfig } from '#ground/config/config.ts'
import { EmbeddedServerError } from '#ground/database/embedded.ts'
import { Refusal } from '#ground/errors/refusal.ts'
import { fileOutput } from '#ground/operation/contract.ts'
import { policyImport } from '#policy/contract.ts'
import { exportTenantLedger, printVerification, verifyTenantLedger } from './ledger-commands.ts'
import { CannotStart } from './cannot-start.ts'
import { AlreadyRunning } from './instance-lock.ts'
import { openBeside, type Opened } from './open.ts'
import { exportPolicy, formatsHelp, type ExportOptions } from './policy-export.ts'
import { policyExtract } from './policy-extract.ts'

const root = join(import.meta.dirname, '..', '..')

/** Opens what the server uses, beside a running server or on its own, and closes it again. */
async function withHouse(work: (opened: Opened) => Promise<void>): Promise<void> {
  const opened = await openBeside(readConfig(process.env, root))
  try {
    await work(opened)
  } finally {
    await opened.close()
  }
}

async function tenantOf(opened: Opened, code: string | undefined): Promise<string> {
  return opened.house.tenantFor(code ?? null)
}

const operator = () => ({ kind: 'operator', name: userInfo().username }) as const

const program = new Command('kijun')
  .description('自治体の情報セキュリティポリシーを動かす')
  .version(packageJson.version, '-V, --version', '版を表示する')
  .helpOption('-h, --help', '使い方を表示する')
  .helpCommand('help [command]', 'コマンドの使い方を表示する')
  .configureHelp({ sortSubcommands: true })

const tenantOption = ['-t, --tenant <code>', '団体の記号(団体が一つだけなら省けます)'] as const

const policy = program.command('policy').description('規程')
policy
  .command('import')
  .description('規程の本文(テキスト)を読み取り、版の案にする')
  .argument('<file>', 'テキストファイル')
  .option(...tenantOption)
  .option('-k, --kind <kind>', '基本方針・対策基準・実施手順・規程', '対策基準')
  .option('--dry-run', '読み取るだけで保存しない')
  .option('--accept-unread', '読み取れない部分が多くても、確認が必要な版として取り込む')
  .action(
    (file: string, options: { tenant?: string; kind: string; dryRun?: boolean; acceptUnread?: boolean }) =>
      withHouse(async (opened) => {
        const output = policyImport.output.parse(
          await opened.house.runner.run(
            policyImport.name,
            { tenantId: await tenantOf(opened, options.tenant), actor: operator() },
            {
              base64: (await readFile(resolve(file))).toString('base64'),
              fileName: basename(file),
              kind: options.kind,
              dryRun: options.dryRun === true,
              acceptUnread: options.acceptUnread === true,
            },
          ),
        )
        console.log(`${output.title} ${output.label}`)
        console.log(
          `条文 ${output.counts.provisions}、表 ${output.counts.tables}、文字 ${output.counts.characters}、読み取らなかった文字 ${output.counts.unreadCharacters}(${output.encoding})`,
        )
        for (const table of output.tables) console.log(`表: ${table.number} は書式で確かめてください。`)
        for (const notice of output.notices) console.log(`注意: ${notice.message}`)
        console.log(
          output.already
            ? '同じ内容をすでに取り込んでいます。何も変えていません。'
            : output.dryRun
              ? '読み取っただけで、保存していません。'
              : `版の案として保存しました(${output.editionId ?? ''})。画面で確かめて施行してください。`,
        )
      }),
  )

policy
  .command('extract')
  .description('規程のファイルから、条文・規範・定める値・気づきを読み取って表示する(保存しない)')
  .argument('<file>', '規程のファイル')
  .option('--json', 'JSON で出力する')
  .action(policyExtract)

policy
  .command('export')
  .description('版を、ほかの仕組みで使える形のファイルに書き出す')
  .argument('<format>', formatsHelp)
  .option(...tenantOption)
  .option('-o, --output <file>', '書き出すファイル(- は標準出力)。省くと題名と版の名前で書く')
  .option('--edition <id>', '版の番号。省くと施行中の対策基準')
  .option('--encoding <encoding>', 'CSV の文字コード(utf-8・cp932)', 'utf-8')
  .option('--replace', 'cp932 で書けない文字を〓に置き換える')
  .action((format: string, options: ExportOptions & { tenant?: string }) =>
    withHouse(async (opened) => {
      const tenantId = await tenantOf(opened, options.tenant)
      const said = await exportPolicy(
        (name, input) => opened.house.runner.run(name, { tenantId, actor: operator() }, input),
        format,
        options,
      )
      if (said !== '') console.log(said)
    }),
  )

const ledger = program.command('ledger').description('記録簿')
ledger
  .command('export')
  .description('記録簿を、検証プログラムと一緒にフォルダへ書き出す')
  .argument('<dir>', '書き出すフォルダ(空であること)')
  .option(...tenantOption)
  .action((folder: string, options: { tenant?: string }) =>
    withHouse(async (opened) => {
      const tenantId = await tenantOf(opened, options.tenant)
      await exportTenantLedger(opened.house, tenantId, resolve(folder))
    }),
  )

program
  .command('verify')
  .description('記録簿の木と、台帳などの内容が記録のとおりかを検証する')
  .option(...tenantOption)
  .action((options: { tenant?: string }) =>
    withHouse(async (opened) => {
      const verification = await verifyTenantLedger(opened.house, await tenantOf(opened, options.tenant))
      printVerification(verification)
      if (!verification.ok) process.exitCode = 1
    }),
  )

program
  .command('run')
  .description('どの操作でも、名前と JSON の入力で実行する')
  .argument('<operation>', '操作の名前(kijun operations で一覧)')
  .argument('[input]', 'JSON の入力', '{}')
  .option(...tenantOption)
  .option('-o, --output <file>', '答えをファイルに書く')
  .action((name: string, input: string, options: { tenant?: string; output?: string }) =>
    withHouse(async (opened) => {
      const parsed: unknown = JSON.parse(input)
      const output = await opened.house.runner.run(
        name,
        { tenantId: await tenantOf(opened, options.tenant), actor: operator() },
        parsed,
      )
      const file = fileOutput.safeParse(output)
      const bytes = file.success ? file.data.body : Buffer.from(`${JSON.stringify(output, null, 2)}\n`)
      if (options.output !== undefined) await writeFile(resolve(options.output), bytes)
      else process.stdout.write(bytes)
    }),
  )

program
  .command('operations')
  .description('操作の一覧を表示する')
  .action(() =>
    withHouse(async (opened) => {
      for (const { contract } of opened.house.runner.operations.values()) {
        const who = typeof contract.who === 'object' ? contract.who.right : contract.who
        console.log(
          `${contract.name.padEnd(32)} ${contract.kind.padEnd(8)} ${who.padEnd(20)} ${contract.summary}`,
        )
      }
    }),
  )

function fail(error: unknown): never {
  if (error instanceof Refusal) {
    console.error(`\n${error.message}`)
    for (const problem of error.problems) {
      console.error(`  ${problem.at === undefined ? '' : `${problem.at}: `}${problem.message}`)
    }
  } else if (
    error instanceof CannotStart ||
    error instanceof ConfigError ||
    error instanceof AlreadyRunning ||
    error instanceof EmbeddedServerError ||
    error instanceof SyntaxError
  ) {
    console.error(`\n${error.message}\n`)
  } else if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
    console.error(`\nファイルが見つかりません: ${'path' in error ? String(error.path) : ''}\n`)
  } else {
    console.error(error)
  }
  process.exit(1)
}

program.parseAsync(process.argv).catch(fail)
