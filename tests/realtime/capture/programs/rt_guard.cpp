// A library to preload before a JACK client. It stands between libjack and the client's process
// callback and counts what no callback may do: allocate, lock, call the kernel, be taken off the
// processor of its own will. The program under test needs no hook and is the one that users run.
//
// Allocations and locks are counted by standing in for the C library's functions. System calls are
// counted by the kernel: with syscall user dispatch it raises SIGSYS for a thread whose selector
// byte says "block", whoever made the call and however.
//
// At exit a line for each client goes to the file that $RT_GUARD_REPORT names.

#include <dlfcn.h>
#include <jack/jack.h>
#include <pthread.h>
#include <semaphore.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/ucontext.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>

#ifndef PR_SET_SYSCALL_USER_DISPATCH
#define PR_SET_SYSCALL_USER_DISPATCH 59
#define PR_SYS_DISPATCH_ON 1
#endif

extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* memory, std::size_t size);
void* __libc_memalign(std::size_t alignment, std::size_t size);
void __libc_free(void* memory);
}

namespace {

enum Fault { Allocation, Lock, SystemCall, VoluntarySwitch, PageFault, kFaultCount };
constexpr std::array<const char*, kFaultCount> kFaultNames = {
    "allocations", "locks", "system_calls", "voluntary_switches", "page_faults"};

/// One process callback under guard.
struct Watched {
  const char* client = nullptr;
  JackProcessCallback callback = nullptr;
  void* argument = nullptr;
  std::atomic<long> calls{0};
  std::array<std::atomic<long>, kFaultCount> faults{};
};

constexpr char kAllow = 0;
constexpr char kBlock = 1;

std::array<Watched, 8> watched;
std::atomic<std::size_t> watched_count{0};
std::atomic<bool> kernel_watches{true};

// Initial-exec: storage that is there when the thread starts, without an allocation of its own.
__attribute__((tls_model("initial-exec"))) thread_local Watched* current = nullptr;
__attribute__((tls_model("initial-exec"))) thread_local volatile char selector = kAllow;
__attribute__((tls_model("initial-exec"))) thread_local bool armed = false;

void count(Fault fault, long times = 1) {
  if (current != nullptr) current->faults[fault].fetch_add(times);
}

/// Lets the call that was stopped happen after all; the rest of this callback goes unwatched.
void on_system_call(int, siginfo_t*, void* context) {
  selector = kAllow;
  count(SystemCall);
#if defined(__x86_64__)
  constexpr int kInstructionBytes = 2;
  static_cast<ucontext_t*>(context)->uc_mcontext.gregs[REG_RIP] -= kInstructionBytes;
#else
  static_cast<void>(context);
#endif
}

void arm_thread() {
  armed = true;
#if defined(__x86_64__)
  struct sigaction action = {};
  action.sa_sigaction = on_system_call;
  action.sa_flags = SA_SIGINFO;
  sigaction(SIGSYS, &action, nullptr);
  if (prctl(PR_SET_SYSCALL_USER_DISPATCH, PR_SYS_DISPATCH_ON, 0, 0, &selector) != 0)
    kernel_watches = false;
#else
  kernel_watches = false;
#endif
}

int guarded_cycle(jack_nframes_t frame_count, void* argument) {
  auto& watch = *static_cast<Watched*>(argument);
  if (!armed) arm_thread();
  rusage before{};
  rusage after{};
  getrusage(RUSAGE_THREAD, &before);
  current = &watch;
  selector = kBlock;
  const int outcome = watch.callback(frame_count, watch.argument);
  selector = kAllow;
  current = nullptr;
  getrusage(RUSAGE_THREAD, &after);
  watch.calls.fetch_add(1);
  watch.faults[VoluntarySwitch].fetch_add(after.ru_nvcsw - before.ru_nvcsw);
  watch.faults[PageFault].fetch_add(after.ru_minflt + after.ru_majflt - before.ru_minflt -
                                    before.ru_majflt);
  return outcome;
}

__attribute__((destructor)) void report() {
  const char* path = std::getenv("RT_GUARD_REPORT");
  std::FILE* file = path == nullptr ? nullptr : std::fopen(path, "w");
  if (file == nullptr) return;
  for (std::size_t i = 0; i < watched_count; ++i) {
    std::fprintf(file, "%s calls %ld", watched[i].client, watched[i].calls.load());
    for (std::size_t fault = 0; fault < kFaultCount; ++fault)
      if (fault != SystemCall || kernel_watches)
        std::fprintf(file, " %s %ld", kFaultNames[fault], watched[i].faults[fault].load());
    std::fprintf(file, "\n");
  }
  std::fclose(file);
}

/// The function that this library stands in for.
template <typename Function>
Function* original(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

}  // namespace

extern "C" {

int jack_set_process_callback(jack_client_t* client, JackProcessCallback callback, void* argument) {
  static auto* const real = original<decltype(jack_set_process_callback)>(__func__);
  static auto* const name = original<decltype(jack_get_client_name)>("jack_get_client_name");
  const std::size_t place = watched_count++;
  if (place >= watched.size()) std::abort();
  watched[place].client = strdup(name(client));
  watched[place].callback = callback;
  watched[place].argument = argument;
  return real(client, guarded_cycle, &watched[place]);
}

void* malloc(std::size_t size) {
  count(Allocation);
  return __libc_malloc(size);
}

void* calloc(std::size_t item_count, std::size_t size) {
  count(Allocation);
  return __libc_calloc(item_count, size);
}

void* realloc(void* memory, std::size_t size) {
  count(Allocation);
  return __libc_realloc(memory, size);
}

void free(void* memory) {
  if (memory != nullptr) count(Allocation);
  __libc_free(memory);
}

void* memalign(std::size_t alignment, std::size_t size) {
  count(Allocation);
  return __libc_memalign(alignment, size);
}

void* aligned_alloc(std::size_t alignment, std::size_t size) {
  count(Allocation);
  return __libc_memalign(alignment, size);
}

int posix_memalign(void** memory, std::size_t alignment, std::size_t size) {
  count(Allocation);
  *memory = __libc_memalign(alignment, size);
  return *memory == nullptr ? ENOMEM : 0;
}

#define COUNT_LOCK(name, parameters, arguments)                \
  int name parameters {                                        \
    static auto* const real = original<int parameters>(#name); \
    count(Lock);                                               \
    return real arguments;                                     \
  }
COUNT_LOCK(pthread_mutex_lock, (pthread_mutex_t * mutex), (mutex))
COUNT_LOCK(pthread_mutex_trylock, (pthread_mutex_t * mutex), (mutex))
COUNT_LOCK(pthread_rwlock_rdlock, (pthread_rwlock_t * lock), (lock))
COUNT_LOCK(pthread_rwlock_wrlock, (pthread_rwlock_t * lock), (lock))
COUNT_LOCK(pthread_spin_lock, (pthread_spinlock_t * lock), (lock))
COUNT_LOCK(pthread_cond_signal, (pthread_cond_t * condition), (condition))
COUNT_LOCK(pthread_cond_broadcast, (pthread_cond_t * condition), (condition))
COUNT_LOCK(pthread_cond_wait, (pthread_cond_t * condition, pthread_mutex_t* mutex),
           (condition, mutex))
COUNT_LOCK(sem_wait, (sem_t * semaphore), (semaphore))
COUNT_LOCK(sem_post, (sem_t * semaphore), (semaphore))
#undef COUNT_LOCK

}  // extern "C"
