/* What the C library says about the width of every code point: a line for each run of
   code points alike, its first and the width, -1 for what is not printable.

       cc -o wcwidth wcwidth.c && ./wcwidth > wcwidth.txt
*/
#define _XOPEN_SOURCE 700
#include <gnu/libc-version.h>
#include <locale.h>
#include <stdio.h>
#include <wchar.h>

int main(void) {
    if (!setlocale(LC_ALL, "C.UTF-8"))
        return 1;
    printf("# glibc %s, C.UTF-8: made by wcwidth.c\n", gnu_get_libc_version());
    int last = -2;
    for (wchar_t c = 0x20; c <= 0x10FFFF; c++) {
        int width = wcwidth(c);
        if (width != last)
            printf("%04X %d\n", (unsigned)c, width);
        last = width;
    }
    return 0;
}
