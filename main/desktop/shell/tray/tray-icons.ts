// The names and files of the tray's icons. Pure.
import { HEADLINE_TABLE, type HeadlineShape, type HeadlineTone } from '../../../core/status/headline-table';

/**
 * The icon's file, in which the system finds the size that it draws: Windows in an icon of several sizes, as it takes only the first picture of
 * another file and scales it; elsewhere Electron takes the `@2x` picture beside it along.
 */
export function iconFile(iconName: string, platform: NodeJS.Platform): string {
  return `${iconName}.${platform === 'win32' ? 'ico' : 'png'}`;
}

/** The names of all icons that a model can have. */
export function iconNames(platform: NodeJS.Platform): readonly string[] {
  return [...new Set(Object.values(HEADLINE_TABLE).map(({ shape, tone }) => iconName(shape, tone, platform)))];
}

/** The name of the icon of this shape and tone. macOS colours a template image itself. */
export function iconName(shape: HeadlineShape, tone: HeadlineTone, platform: NodeJS.Platform): string {
  return platform === 'darwin' ? `tray-${shape}Template` : `tray-${shape}-${tone}`;
}
