package io.mailswitch.internal.dev;

import io.mailswitch.Failure;
import io.mailswitch.FailureOrigin;
import io.mailswitch.MailException;
import io.mailswitch.Resend;
import io.mailswitch.Stage;
import io.mailswitch.SubmissionException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** What it means that a message could not be written into a folder. It never is an unknown outcome: what is not whole is deleted. */
final class FileFault {
    private FileFault() {}

    static MailException of(IOException e, Path folder) {
        String place = "the message could not be written into " + folder;
        if (e instanceof ClosedByInterruptException) {
            return new SubmissionException(
                    place + ": the thread was interrupted",
                    failure("Send it again.", Resend.SAFE_LATER, FailureOrigin.CALLER),
                    e);
        }
        if (isFull(e)) {
            return new SubmissionException(
                    place + ": the disk is full",
                    failure(
                            "Delete old files, or set mailswitch.file.folder to another disk.",
                            Resend.SAFE_LATER,
                            FailureOrigin.TRANSPORT),
                    e);
        }
        if (isSetUp(e)) {
            return new SubmissionException(
                    place + ": " + reason(e),
                    failure(
                            "Set mailswitch.file.folder to a folder that this process may write into.",
                            Resend.AFTER_SETUP,
                            FailureOrigin.SETUP),
                    e);
        }
        return new SubmissionException(
                place + ": " + reason(e),
                failure("Check the disk that the folder is on.", Resend.SAFE_LATER, FailureOrigin.TRANSPORT),
                e);
    }

    private static Failure failure(String advice, Resend resend, FailureOrigin origin) {
        return Failure.at(Stage.CONTENT, advice)
                .resend(resend)
                .origin(origin)
                .transport(FileTransport.NAME)
                .build();
    }

    private static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "access is denied";
        }
        if (e instanceof FileAlreadyExistsException || e instanceof NotDirectoryException) {
            return "it is a file, or a file stands in its way";
        }
        return e instanceof NoSuchFileException
                ? "the folder is gone"
                : e.getClass().getSimpleName();
    }

    private static boolean isSetUp(IOException e) {
        return e instanceof AccessDeniedException
                || e instanceof FileAlreadyExistsException
                || e instanceof NotDirectoryException
                || Stream.of("read-only file system", "not a directory").anyMatch(text(e)::contains);
    }

    /** The JDK has no type for it; these are the words of Linux, macOS and Windows. */
    private static boolean isFull(IOException e) {
        return Stream.of("no space left", "disk quota exceeded", "not enough space", "disk full")
                .anyMatch(text(e)::contains);
    }

    private static String text(IOException e) {
        return String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    }
}
