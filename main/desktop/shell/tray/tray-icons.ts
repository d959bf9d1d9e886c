// The names and files of the tray's icons. Pure.
import { HEADLINE_TABLE, type HeadlineShape, type HeadlineTone } from '../../../core/status/headline-table';

/**
 * The icon's file. Windows uses only the first size of a PNG and scales it, so it gets an .ico with several sizes; elsewhere Electron also loads
 * the `@2x` picture beside the PNG.
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
