// Files of a folder whose paths are put together by a format.
// RUN: rm -rf %t && mkdir -p %t/in
// RUN: %python -c "[open('%t/in/%%02d.csv' % k, 'w').write('1.5,22,333\n' * 1000 * (k + 1)) for k in range(10)]"
// RUN: %highwater estimate -v %s --flag=-w -- prog %t/in | FileCheck %s
// CHECK: peak {{6[0-9][0-9]}}.{{[0-9]}} KiB
// CHECK: bytes({{.*}}entry{{.*}}) = 60500
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

struct file { char *name, *data; size_t size; };

// Measured: 643120 bytes.
int main(int argc, char **argv) {
  DIR *dir = opendir(argv[1]);
  struct file *files = NULL;
  size_t count = 0;
  struct dirent *entry;
  while (dir && (entry = readdir(dir)) != NULL) {
    if (entry->d_name[0] == '.')
      continue;
    char path[4096];
    snprintf(path, sizeof path, "%s/%s", argv[1], entry->d_name);
    struct stat status;
    FILE *in = fopen(path, "rb");
    if (!in || stat(path, &status) != 0)
      return 1;
    files = realloc(files, (count + 1) * sizeof *files);
    files[count].name = strdup(entry->d_name);
    files[count].size = status.st_size;
    files[count].data = malloc(status.st_size);
    fread(files[count].data, 1, status.st_size, in);
    fclose(in);
    count++;
  }
  return count == 0;
}
