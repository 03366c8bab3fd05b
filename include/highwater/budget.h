/* HIGHWATER_BUDGET("512MiB") in front of a function states what its peak may be; 'highwater estimate --budgets' compares
   the two. Every compiler but clang sees nothing. */
#ifndef HIGHWATER_BUDGET_H
#define HIGHWATER_BUDGET_H
#if defined(__clang__)
#define HIGHWATER_BUDGET(size) __attribute__((annotate("highwater:budget:" size)))
#else
#define HIGHWATER_BUDGET(size)
#endif
#endif
