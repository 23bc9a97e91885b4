// Goal: an order is printed on the worker's thread, its news tell the truth, and whatever happens
// no job stays with the print service. Method: a printer that does what the test wrote down.
#include "app/kiosk/print_worker.h"

#include <chrono>
#include <thread>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "tests/fakes/scripted_printer.h"

namespace lobby::kiosk {
namespace {

using flow::PrintStage;
using port::JobState;
using port::PrintFault;

class PrintWorkerTest : public testing::Test {
 protected:
  PrintWorkerOptions options() {
    return {.writer = writer_,
            .printer = printer_,
            .news = news_,
            .on_news = [] {},
            .pace = std::chrono::milliseconds(1),
            .patience = std::chrono::seconds(2),
            .purge_pace = std::chrono::milliseconds(1)};
  }
  static PrintOrder order(std::string title = "a letter", flow::PrintNumber number = 1) {
    PrintOrder one;
    one.number = number;
    one.letter.title = std::move(title);
    return one;
  }
  // Until an order has come to its end, or five seconds.
  std::vector<PrintNews> news_until_end() {
    std::vector<PrintNews> all;
    for (int tries = 0; tries < 5'000; ++tries) {
      for (PrintNews& one : news_.take()) {
        all.push_back(std::move(one));
      }
      if (!all.empty() && all.back().stage >= PrintStage::done) {
        return all;
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    ADD_FAILURE() << "no end came";
    return {{}};
  }
  // Until this one has; what is told of others is left out.
  PrintNews end_told_of(flow::PrintNumber number) {
    for (int tries = 0; tries < 5'000; ++tries) {
      for (PrintNews& one : news_.take()) {
        if (one.number == number && one.stage >= PrintStage::done) {
          return one;
        }
      }
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    ADD_FAILURE() << "no end came of " << number;
    return {};
  }
  void wait_for_jobs(int jobs) {
    for (int tries = 0; tries < 5'000 && printer_.jobs() != jobs; ++tries) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    EXPECT_EQ(printer_.jobs(), jobs);
  }
  void wait_for_purges(int purges) {
    for (int tries = 0; tries < 5'000 && printer_.purges() < purges; ++tries) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    EXPECT_GE(printer_.purges(), purges);
  }
  // An order that is dropped when its job is with the service, `state`, and told to be so.
  PrintNews end_of_dropped(JobState state, bool coming_may_come) {
    printer_.set_states({state});
    PrintWorkerOptions brief = options();
    brief.patience_for_page = std::chrono::milliseconds(200);
    PrintWorker worker(std::move(brief));
    worker.print(order());
    wait_for_jobs(1);
    worker.drop({1, coming_may_come});
    return news_until_end().back();
  }
  PrintNews end_of(PrintOrder one) {
    PrintWorker worker(options());
    worker.print(std::move(one));
    return news_until_end().back();
  }

  tests::PlainLetterWriter writer_;
  tests::ScriptedPrinter printer_;
  Mailbox<PrintNews> news_;
};

TEST_F(PrintWorkerTest, a_letter_is_printed_and_its_job_removed) {
  printer_.set_states({JobState::waiting, JobState::printing, JobState::printing, JobState::done});
  PrintWorker worker(options());
  worker.print(order());
  const std::vector<PrintNews> news = news_until_end();
  ASSERT_EQ(news.size(), 2U);
  EXPECT_EQ(news[0].stage, PrintStage::printing);
  EXPECT_EQ(news[1].stage, PrintStage::done);
  EXPECT_EQ(news[1].number, 1);
  EXPECT_EQ(printer_.taken(), std::vector<std::string>{"a letter"});
  EXPECT_EQ(printer_.jobs(), 0);
}

TEST_F(PrintWorkerTest, a_printer_that_is_not_ready_is_given_nothing) {
  for (std::size_t index = 0; index < port::print_fault_count; ++index) {
    printer_.set_fault(static_cast<PrintFault>(index));
    const PrintNews end = end_of(order());
    EXPECT_EQ(end.stage, PrintStage::failed);
    EXPECT_EQ(end.fault, static_cast<PrintFault>(index));
  }
  EXPECT_TRUE(printer_.taken().empty());
}

TEST_F(PrintWorkerTest, paper_that_ends_in_the_middle_takes_the_job_back) {
  printer_.set_states({JobState::printing});
  printer_.set_fault_of_job(PrintFault::out_of_paper);
  const PrintNews end = end_of(order());
  EXPECT_EQ(end.fault, PrintFault::out_of_paper);
  EXPECT_EQ(printer_.jobs(), 0);
}

TEST_F(PrintWorkerTest, a_printer_that_warns_prints_on_or_the_warning_is_why_not) {
  printer_.set_warning(PrintFault::out_of_paper);
  printer_.set_states({JobState::printing, JobState::printing, JobState::printing,
                       JobState::printing, JobState::done});
  EXPECT_EQ(end_of(order()).stage, PrintStage::done);
  printer_.set_states({JobState::printing});
  PrintWorkerOptions brief = options();
  brief.patience = std::chrono::minutes(1);
  brief.patience_for_page = std::chrono::milliseconds(50);
  PrintWorker worker(std::move(brief));
  worker.print(order());
  EXPECT_EQ(news_until_end().back().fault, PrintFault::out_of_paper);
}

TEST_F(PrintWorkerTest, a_job_that_is_lost_refused_or_never_ends_is_given_up) {
  printer_.set_states({JobState::lost});
  EXPECT_EQ(end_of(order()).fault, PrintFault::refused);
  printer_.set_states({JobState::waiting});
  EXPECT_EQ(end_of(order()).fault, PrintFault::offline);
  printer_.set_states({});
  EXPECT_EQ(end_of(order()).fault, PrintFault::offline);
  EXPECT_EQ(printer_.jobs(), 0);
  printer_.refuse_jobs(true);
  EXPECT_EQ(end_of(order()).fault, PrintFault::refused);
  EXPECT_NE(end_of(order()).note, "");
}

TEST_F(PrintWorkerTest, a_letter_that_cannot_be_set_is_told) {
  const PrintNews end = end_of(order(""));
  EXPECT_EQ(end.stage, PrintStage::failed);
  EXPECT_NE(end.note.find("no font"), std::string::npos) << end.note;
}

TEST_F(PrintWorkerTest, a_job_that_could_not_be_removed_is_noted_for_the_log) {
  printer_.set_states({JobState::done});
  printer_.keep_jobs(true);
  const PrintNews end = end_of(order());
  EXPECT_EQ(end.stage, PrintStage::done);
  EXPECT_NE(end.note.find("may still be with the print service"), std::string::npos) << end.note;
}

TEST_F(PrintWorkerTest, what_could_not_be_removed_is_purged_when_the_service_is_there_again) {
  printer_.set_states({JobState::done});
  PrintWorker worker(options());
  wait_for_purges(1);  // of its start
  printer_.keep_jobs(true);
  worker.print(order());
  news_until_end();
  printer_.keep_jobs(false);
  wait_for_jobs(0);
}

TEST_F(PrintWorkerTest, what_an_earlier_run_left_is_purged_before_anybody_prints) {
  printer_.leave_job();
  const PrintWorker worker(options());
  wait_for_jobs(0);
}

TEST_F(PrintWorkerTest, a_service_that_is_away_at_the_start_is_noted_once_and_asked_again) {
  printer_.leave_job();
  printer_.keep_jobs(true);
  const PrintWorker worker(options());
  wait_for_purges(5);
  printer_.keep_jobs(false);
  wait_for_jobs(0);
  const auto news = news_.take();
  ASSERT_EQ(news.size(), 1U);
  EXPECT_EQ(news.front().number, 0);
  EXPECT_NE(news.front().note.find("letters may be left"), std::string::npos);
}

TEST_F(PrintWorkerTest, a_job_that_was_taken_without_an_answer_is_gone_before_its_failure_is_told) {
  printer_.swallow_jobs(true);
  PrintWorkerOptions late = options();
  late.purge_pace = std::chrono::hours(1);
  PrintWorker worker(std::move(late));
  worker.print(order());
  EXPECT_EQ(news_until_end().back().fault, PrintFault::refused);
  EXPECT_EQ(printer_.jobs(), 0);
}

TEST_F(PrintWorkerTest, orders_that_wait_are_dropped_at_once_when_their_guest_leaves) {
  printer_.set_states({JobState::printing});
  PrintWorkerOptions slow = options();
  slow.patience = std::chrono::minutes(1);
  PrintWorker worker(std::move(slow));
  worker.print(order("one", 1));
  wait_for_jobs(1);
  worker.print(order("two", 2));
  worker.print(order("three", 3));
  worker.drop({2, false});  // of the first two nobody waits for paper
  const PrintNews second = end_told_of(2);
  EXPECT_EQ(second.stage, PrintStage::failed);
  EXPECT_EQ(second.fault, std::nullopt);
  printer_.set_states({JobState::done});
  EXPECT_EQ(end_told_of(3).stage, PrintStage::done);
  EXPECT_EQ(printer_.jobs(), 0);
  EXPECT_EQ(printer_.taken(), (std::vector<std::string>{"one", "three"}));
}

TEST_F(PrintWorkerTest, a_job_that_has_not_begun_is_taken_back_when_its_guest_leaves) {
  const PrintNews end = end_of_dropped(JobState::waiting, true);
  EXPECT_EQ(end.stage, PrintStage::failed);
  EXPECT_EQ(end.fault, std::nullopt);
  EXPECT_EQ(printer_.jobs(), 0);
}

TEST_F(PrintWorkerTest, a_paper_that_is_coming_may_come_for_a_guest_who_has_left) {
  printer_.set_states({JobState::printing});
  PrintWorker worker(options());
  worker.print(order());
  wait_for_jobs(1);
  worker.drop({1, true});
  std::this_thread::sleep_for(std::chrono::milliseconds(20));
  EXPECT_EQ(printer_.jobs(), 1);
  printer_.set_states({JobState::done});
  EXPECT_EQ(news_until_end().back().stage, PrintStage::done);
}

TEST_F(PrintWorkerTest, but_not_for_long_nor_with_a_fault_nor_once_it_was_given_up) {
  EXPECT_EQ(end_of_dropped(JobState::printing, true).fault, std::nullopt);
  EXPECT_EQ(end_of_dropped(JobState::printing, false).fault, std::nullopt);
  printer_.set_fault_of_job(PrintFault::out_of_paper);
  EXPECT_EQ(end_of_dropped(JobState::printing, true).stage, PrintStage::failed);
  EXPECT_EQ(printer_.jobs(), 0);
}

TEST_F(PrintWorkerTest, a_program_that_ends_takes_its_job_back) {
  printer_.set_states({JobState::printing});
  {
    PrintWorkerOptions patient = options();
    patient.patience = std::chrono::minutes(1);
    PrintWorker worker(std::move(patient));
    worker.print(order());
    while (printer_.jobs() == 0) {
      std::this_thread::yield();
    }
  }
  EXPECT_EQ(printer_.jobs(), 0);
}

TEST_F(PrintWorkerTest, orders_are_carried_out_one_after_the_other) {
  printer_.set_states({JobState::done});
  PrintWorker worker(options());
  worker.print(order("one"));
  news_until_end();
  worker.print(order("two"));
  news_until_end();
  EXPECT_EQ(printer_.taken(), (std::vector<std::string>{"one", "two"}));
}

}  // namespace
}  // namespace lobby::kiosk
