/* What the configure script of jellyfish finds on a GNU system with glibc. */
#define HAVE_ALIGNED_ALLOC 1
#define HAVE_EXECINFO_H 1
#define HAVE_EXT_STDIO_FILEBUF_H 1
#define HAVE_INT128 1
#define HAVE_NUMERIC_LIMITS128 1
#define HAVE_POSIX_MEMALIGN 1
#define HAVE_SI_INT 1
#define HAVE_SYS_SYSCALL_H 1
#define PACKAGE_STRING "jellyfish 2.3.0"
