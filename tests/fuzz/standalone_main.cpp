// A fuzz target without libFuzzer: mutates the target's seeds (bytes flipped, cut, repeated,
// joined, characters that matter put in) from a number that replays it, or replays files.
//   fuzz_x [--seed N] [--rounds N | --seconds N] [FILE...]
// A round that ends the program has printed its number and left its input in fuzz-crash-<pid>.
// One thread.
#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <unistd.h>

#include "tests/fakes/seeded_entropy.h"
#include "tests/fuzz/seeds.h"

namespace {

using lobby::tests::SeededEntropy;

constexpr std::size_t input_bytes_max = 1'200'000;
constexpr std::string_view telling[] = {"\"",
                                        "{",
                                        "}",
                                        "[",
                                        "]",
                                        ",",
                                        ":",
                                        "\\",
                                        "\\u0000",
                                        "null",
                                        "true",
                                        "-1",
                                        "9999999999999999999",
                                        "1e9",
                                        "\xFF",
                                        "\xC3",
                                        "\xED\xA0\x80",
                                        "\n",
                                        "=",
                                        "0",
                                        "é",
                                        "林"};

struct Options {
  std::uint64_t seed = 1;
  std::uint64_t rounds = 20'000;
  double seconds = 0;
  std::vector<std::string> files;
};

// What is being tried, for the signal handler.
const std::string* current_input = nullptr;

extern "C" void leave_input(int signal_number) {
  if (current_input != nullptr) {
    char name[40];
    std::snprintf(name, sizeof name, "fuzz-crash-%d", static_cast<int>(getpid()));
    if (std::FILE* file = std::fopen(name, "wb")) {
      std::fwrite(current_input->data(), 1, current_input->size(), file);
      std::fclose(file);
      std::fprintf(stderr, "the input is in %s\n", name);
    }
  }
  std::signal(signal_number, SIG_DFL);
  std::raise(signal_number);
}

void try_input(const std::string& input) {
  current_input = &input;
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
}

void mutate(std::string& input, SeededEntropy& random, const std::vector<std::string>& seeds) {
  const std::size_t at = random.below(input.size() + 1);
  const std::size_t length = random.below(std::min<std::size_t>(input.size() - at, 64) + 1);
  switch (random.below(7)) {
    case 0:
      if (at < input.size()) {
        input[at] = static_cast<char>(input[at] ^ static_cast<char>(1U << random.below(8)));
      }
      break;
    case 1:
      input.erase(at, length);
      break;
    case 2:
      input.insert(at, input.substr(at, length));
      break;
    case 3:
      input.insert(at, telling[random.below(std::size(telling))]);
      break;
    case 4:
      input.replace(at, length, telling[random.below(std::size(telling))]);
      break;
    case 5: {
      const std::string& other = seeds[random.below(seeds.size())];
      input.replace(at, length, other.substr(random.below(other.size() + 1), 64));
      break;
    }
    default:
      input.resize(at);
  }
  input.resize(std::min(input.size(), input_bytes_max));
}

void fuzz(const Options& options) {
  const std::vector<std::string> seeds = lobby::tests::fuzz_seeds();
  std::for_each(seeds.begin(), seeds.end(), try_input);
  const auto began = std::chrono::steady_clock::now();
  const auto passed = [&] {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  };
  std::uint64_t round = 0;
  while (options.seconds > 0 ? passed() < options.seconds : round < options.rounds) {
    SeededEntropy random(options.seed * 1'000'003 + ++round);
    std::string input = seeds[random.below(seeds.size())];
    for (std::size_t times = 1 + random.below(4); times > 0; --times) {
      mutate(input, random, seeds);
    }
    try_input(input);
  }
  std::printf("%llu rounds from seed %llu\n", static_cast<unsigned long long>(round),
              static_cast<unsigned long long>(options.seed));
}

Options options_from(int count, char** words) {
  Options options;
  for (int index = 1; index < count; ++index) {
    const std::string word = words[index];
    const char* value = index + 1 < count ? words[index + 1] : "";
    if (word == "--seed" || word == "--rounds" || word == "--seconds") {
      ++index;
    }
    if (word == "--seed") {
      options.seed = std::strtoull(value, nullptr, 10);
    } else if (word == "--rounds") {
      options.rounds = std::strtoull(value, nullptr, 10);
    } else if (word == "--seconds") {
      options.seconds = std::strtod(value, nullptr);
    } else {
      options.files.push_back(word);
    }
  }
  return options;
}

}  // namespace

int main(int count, char** words) {
  const Options options = options_from(count, words);
  for (const int number : {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL}) {
    std::signal(number, leave_input);
  }
  if (options.files.empty()) {
    fuzz(options);
    return 0;
  }
  for (const std::string& name : options.files) {
    std::ifstream file(name, std::ios::binary);
    if (!file) {
      std::fprintf(stderr, "%s cannot be read\n", name.c_str());
      return 1;
    }
    try_input({std::istreambuf_iterator<char>(file), {}});
  }
  return 0;
}
