// What fixes need: the blocks and statements of a function, where they end, and whose variables are whose.
// RUN: %highwater dump events --raw %s -- -std=c++20 | FileCheck %s
#include <string>
#define RETURN(x) return x
int positions(int n) {
  const std::string text(n, 'x')  ;
  if (n)
    n += text.size();
  while (n < 9) {
    int twice = 2 * n;
    n = twice;
  }
  for (auto c : text)
    n += c;
  RETURN(n);
}

// CHECK: function {{.*}} name="positions" {{.*}} at=0:5:5:
// CHECK-NEXT: variable parameter name="n" type={{[0-9]+}} index=0 at=0:5:19:
// CHECK-NEXT: variable local name="text" {{.*}} scope=0 constant at=0:6:21:
// CHECK-NEXT: variable temporary
// CHECK-NEXT: variable local name="c" type={{[0-9]+}} at=0:13:13:
// CHECK-NEXT: variable result
// CHECK-NEXT: variable local name="twice" type={{[0-9]+}} scope=1 at=0:10:9:
// CHECK-NEXT: scope begin=0:5:22:{{[0-9]+}} end=0:16:2:
// CHECK-NEXT: scope parent=0 begin=0:9:17:{{[0-9]+}} end=0:12:4:{{[0-9]+}} loop
// CHECK-NEXT: statement begin=0:6:3:{{[0-9]+}} end=0:6:36:{{[0-9]+}}{{.*}} scope=0 declaration
// CHECK-NEXT: statement begin=0:7:3:{{[0-9]+}} end=0:8:22:{{[0-9]+}}{{.*}} scope=0{{$}}
// CHECK-NEXT: statement begin=0:8:5:{{[0-9]+}} end=0:8:22:{{[0-9]+}}{{.*}} scope=0 unbraced
// CHECK-NEXT: statement begin=0:9:3:{{[0-9]+}} end=0:12:4:{{[0-9]+}}{{.*}} scope=0{{$}}
// CHECK-NEXT: statement begin=0:10:5:{{[0-9]+}} end=0:10:23:{{[0-9]+}}{{.*}} scope=1 declaration
// CHECK-NEXT: statement begin=0:11:5:{{[0-9]+}} end=0:11:15:{{[0-9]+}}{{.*}} scope=1{{$}}
// CHECK-NEXT: statement begin=0:13:3:{{[0-9]+}} end=0:14:12:{{[0-9]+}}{{.*}} scope=0{{$}}
// CHECK-NEXT: statement begin=0:14:5:{{[0-9]+}} end=0:14:12:{{[0-9]+}}{{.*}} scope=0 unbraced
// CHECK-NEXT: statement begin=0:15:3:{{[0-9]+}} end=0:15:13:{{[0-9]+}}{{.*}} scope=0 macro
