import { useId, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Anchor } from './anchor.tsx'
import { Icon, type IconName } from './icons.tsx'
import { join } from './join.ts'

export type ButtonLook = 'filled' | 'outline' | 'text'
export type ButtonSize = 'large' | 'middle' | 'small'

type Dress = {
  /** filled: one per screen or card; outline: the others; text: retreat. */
  look?: ButtonLook | undefined
  /** 48: end of a form, a decision; 36; 32: toolbars. Never under 44 on a phone. */
  size?: ButtonSize | undefined
  /** Red outline, only for acts such as 取り下げる and 不許可とする. */
  danger?: boolean | undefined
  icon?: IconName | undefined
  /** Takes the whole width. */
  wide?: boolean | undefined
}

const base =
  'inline-flex items-center justify-center gap-1.5 border font-bold leading-[1.2] text-center whitespace-nowrap [word-break:auto-phrase] noprint max-sm:min-h-11 max-sm:whitespace-normal'
const sizes: Record<ButtonSize, string> = {
  large: 'min-h-12 min-w-20 px-6 rounded-8 max-sm:w-full',
  middle: 'min-h-9 min-w-20 px-3 rounded-6',
  small: 'min-h-8 px-2.5 rounded-6 text-[0.875rem]',
}
const looks: Record<ButtonLook, string> = {
  filled: 'bg-key-900 border-key-900 text-white hover:bg-key-1000 hover:underline active:bg-key-1200',
  outline: 'bg-white border-current hover:bg-key-200 hover:underline active:bg-key-300',
  text: 'border-transparent bg-transparent min-w-0! px-2! font-normal! underline underline-offset-[3px] hover:decoration-[3px] hover:bg-key-50',
}
const blockedDress =
  'bg-solid-gray-100 border-dashed border-solid-gray-536 text-solid-gray-700 no-underline cursor-not-allowed'

function dress(
  { look = 'outline', size = 'middle', danger = false, wide = false }: Dress,
  blocked: boolean,
): string {
  const colour = look === 'filled' ? '' : danger ? 'text-error-2 hover:bg-red-50!' : 'text-key-900'
  return join(base, sizes[size], blocked ? blockedDress : join(looks[look], colour), wide && 'w-full')
}

export type ButtonProps = Dress & {
  children: ReactNode
  onPress?: (() => void) | undefined
  type?: 'button' | 'submit'
  /**
   * Why this cannot be used now, with its clause and who can act instead. The button stays where it is, can be
   * reached and read, and does nothing.
   */
  reason?: ReactNode
  /** Id of a reason shown elsewhere for several buttons together (see BlockedReason). */
  reasonId?: string | undefined
  /** The act is under way: a second press does nothing. */
  busy?: boolean | undefined
  /** For a button that switches something on and off. */
  pressed?: boolean | undefined
  expanded?: boolean | undefined
  controls?: string | undefined
  label?: string | undefined
  id?: string
  form?: string
}

/** A button of the design system: filled, outlined or text, in three heights. */
export function Button(props: ButtonProps): ReactNode {
  const { children, onPress, type = 'button', reason, reasonId, busy = false, pressed, icon, label } = props
  const { t } = useTranslation()
  const ownId = useId()
  const blocked = reason !== undefined || reasonId !== undefined
  const describedBy = join(reasonId, reason !== undefined && ownId)
  const button = (
    <button
      type={blocked || busy ? 'button' : type}
      id={props.id}
      form={props.form}
      className={join(
        dress(props, blocked),
        pressed === true && 'bg-key-100! shadow-[inset_0_0_0_1px_var(--color-key-900)]',
        busy && 'cursor-progress',
      )}
      aria-disabled={blocked || busy ? true : undefined}
      aria-busy={busy ? true : undefined}
      aria-describedby={describedBy === '' ? undefined : describedBy}
      aria-pressed={pressed}
      aria-expanded={props.expanded}
      aria-controls={props.controls}
      aria-label={label}
      onClick={blocked || busy ? undefined : onPress}
    >
      {icon !== undefined && <Icon name={icon} size={props.size === 'small' ? 16 : 20} />}
      {children}
      {busy && <span className="text-[0.875rem] font-normal">({t('parts.busy')})</span>}
    </button>
  )
  if (reason === undefined) return button
  return (
    <span className={join('inline-grid gap-2 justify-items-start', props.wide === true && 'w-full')}>
      {button}
      <BlockedReason id={ownId}>{reason}</BlockedReason>
    </span>
  )
}

/** The reason why buttons cannot be used, shown beside them: what, which clause, who can act instead. */
export function BlockedReason({ id, children }: { id: string; children: ReactNode }): ReactNode {
  return (
    <span id={id} className="flex gap-2 text-[0.875rem] leading-[1.6]">
      <Icon name="info" className="mt-0.5 text-solid-gray-700" />
      <span>{children}</span>
    </span>
  )
}

/** A link dressed as a button, for going somewhere. */
export function ButtonLink({
  href,
  children,
  icon,
  current = false,
  ...look
}: Dress & { href: string; children: ReactNode; current?: boolean }): ReactNode {
  return (
    <Anchor
      href={href}
      current={current ? 'page' : undefined}
      className={join(dress(look, false), look.look !== 'text' && 'no-underline')}
    >
      {icon !== undefined && <Icon name={icon} />}
      {children}
    </Anchor>
  )
}

/** A button that shows only a drawing; its words are for readers and as a tip. 44 × 44. */
export function IconButton({
  icon,
  label,
  onPress,
  expanded,
  controls,
}: {
  icon: IconName
  label: string
  onPress: () => void
  expanded?: boolean
  controls?: string
}): ReactNode {
  return (
    <button
      type="button"
      title={label}
      aria-label={label}
      aria-expanded={expanded}
      aria-controls={controls}
      onClick={onPress}
      className="noprint inline-flex size-11 flex-none items-center justify-center rounded-8 text-solid-gray-800 hover:bg-solid-gray-50"
    >
      <Icon name={icon} />
    </button>
  )
}

/** Buttons in a row; on a phone one under the other, the main one (last) on top. */
export function ButtonRow({ children, end = false }: { children: ReactNode; end?: boolean }): ReactNode {
  return (
    <div
      className={join(
        'noprint flex flex-wrap items-center gap-4',
        end && 'max-sm:flex-col-reverse max-sm:items-stretch max-sm:gap-3',
      )}
    >
      {children}
    </div>
  )
}
