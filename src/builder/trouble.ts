/** One line for what went wrong, with what to do about it where the file system says enough. */
export const explain = (error: unknown, home: string): string => {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const path = 'path' in error && typeof error.path === 'string' ? error.path : home;
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return `no space left for the base under ${home}; free about 500 MB and start again`;
    case 'EFBIG':
      return `a file under ${home} may not grow as large as it must; raise the limit or the quota and try again`;
    case 'EACCES':
    case 'EPERM':
      return `no permission to write ${path}; choose another folder with --home or CITY_HOME`;
    case 'EROFS':
      return `${path} is on a read-only file system; choose another folder with --home or CITY_HOME`;
    case 'ENOTDIR':
    case 'EEXIST':
      return `${path} is in the way: it is not a folder`;
    case 'ENOENT':
      return `${path} is missing; run from the project's root`;
    default:
      return error.message.split('\n', 1)[0] ?? 'unknown failure';
  }
};
