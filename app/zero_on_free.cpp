// Overwrites every block of heap memory when it is given back, in the whole process.
//
// Qt, libsecret and the TLS stack copy what we hand them, and QString and QByteArray do not wipe what they free. With
// these two functions in the executable, which the dynamic linker prefers to libc's, no freed copy of a secret is left
// behind. It costs a write per free; the benchmarks run with it. Left out under the sanitizers, which bring their own.
#include <malloc.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#if !defined(__SANITIZE_ADDRESS__)

extern "C" {

void __libc_free(void *block);
void *__libc_malloc(std::size_t size);

// errno is kept: callers of free() do not expect it to change.
void free(void *block) noexcept
{
    if (block == nullptr)
        return;
    const int saved = errno;
    explicit_bzero(block, malloc_usable_size(block));
    __libc_free(block);
    errno = saved;
}

void *realloc(void *block, std::size_t size) noexcept
{
    if (block == nullptr)
        return __libc_malloc(size);
    if (size == 0) {
        free(block);
        return nullptr;
    }
    const std::size_t usable = malloc_usable_size(block);
    // Growing within the block, or shrinking by little, needs no copy; libc's own realloc could move and leave one.
    if (size <= usable && size >= usable / 2)
        return block;
    void *moved = __libc_malloc(size);
    if (moved == nullptr)
        return nullptr;
    std::memcpy(moved, block, size < usable ? size : usable);
    free(block);
    return moved;
}

} // extern "C"

#endif
