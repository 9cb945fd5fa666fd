package io.serai.connectors.ftp;

import io.serai.connectors.objects.ObjectStore;
import io.serai.connectors.objects.UnfinishedFiles;
import io.serai.error.ErrorCode;
import io.serai.error.SeraiException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPCmd;
import org.apache.commons.net.ftp.FTPFile;
import org.apache.commons.net.ftp.FTPReply;

/**
 * The files of a folder on an FTP server. Every look and every file has a connection of its own. A file's version is its
 * size and time, for FTP knows no digest.
 */
final class FtpStore implements ObjectStore {
    private static final int DEEPEST = 16;

    private final FtpLogin login;

    FtpStore(FtpLogin login) {
        this.login = login;
    }

    @FunctionalInterface
    private interface Work<T> {
        T with(FtpSession session) throws IOException;
    }

    private <T> T connected(Work<T> work) {
        try (FtpSession session = FtpSession.open(login)) {
            return work.with(session);
        } catch (IOException e) {
            throw say(
                    ErrorCode.SOURCE_UNREACHABLE,
                    "broke the connection, or its passive ports are closed to us",
                    "Nothing is lost; the next look tries again.",
                    e);
        }
    }

    /** Lists, for a server whose passive ports are closed lets everybody log in. */
    @Override
    public void check() {
        list("", false);
    }

    @Override
    public List<Listed> list(String folder, boolean deep) {
        return connected(session -> {
            List<Listed> found = new ArrayList<>();
            add(session, folder, deep ? DEEPEST : 0, found);
            return found;
        });
    }

    private void add(FtpSession session, String folder, int depth, List<Listed> found) throws IOException {
        for (FTPFile file : files(session, folder)) {
            if (file == null || file.getName().startsWith(".")) {
                continue;
            }
            String name = folder + file.getName();
            if (file.isDirectory() && depth > 0) {
                add(session, name + "/", depth - 1, found);
            } else if (file.isFile() && !UnfinishedFiles.isOne(file.getName())) {
                Instant modified = modified(session, name, file);
                found.add(new Listed(name, version(file.getSize(), modified), modified, file.getSize(), ""));
            }
        }
    }

    /** From inside the folder, because servers differ in what they take for an option or the end of a name. */
    private FTPFile[] files(FtpSession session, String folder) throws IOException {
        FTPClient ftp = session.ftp();
        if (!ftp.changeWorkingDirectory(session.path(folder))) {
            throw say(
                    ErrorCode.CONFIG_INVALID,
                    "has no such folder, or does not let this user into it",
                    "Check dir, files, and the user's rights.",
                    reply(ftp));
        }
        FTPFile[] files = ftp.hasFeature(FTPCmd.MLST) ? ftp.mlistDir() : ftp.listFiles();
        // The client takes a refusal for an empty folder.
        if (!FTPReply.isPositiveCompletion(ftp.getReplyCode())) {
            throw refused(ftp, "list a folder");
        }
        return files;
    }

    /** What LIST says is rounded, in an unknown zone, and has no year for half a year. */
    private static Instant modified(FtpSession session, String name, FTPFile file) throws IOException {
        FTPClient ftp = session.ftp();
        if (!ftp.hasFeature(FTPCmd.MLST) && ftp.hasFeature(FTPCmd.MDTM)) {
            Instant exact = ftp.mdtmInstant(session.path(name));
            if (exact != null) {
                return exact;
            }
        }
        Instant listed = file.getTimestampInstant();
        return listed == null ? Instant.EPOCH : listed;
    }

    private static String version(long size, Instant modified) {
        return size + "-" + modified.getEpochSecond();
    }

    @Override
    public InputStream open(Listed object, long offset) throws IOException {
        FtpSession session = FtpSession.open(login);
        try {
            return new Body(begin(session, object, offset), session);
        } catch (IOException | SeraiException e) {
            session.close();
            throw e;
        }
    }

    private InputStream begin(FtpSession session, Listed object, long offset) throws IOException {
        FTPClient ftp = session.ftp();
        refuseChanged(session, object);
        boolean resumes = ftp.hasFeature(FTPCmd.REST.name(), "STREAM");
        ftp.setRestartOffset(resumes ? offset : 0);
        InputStream content = ftp.retrieveFileStream(session.path(object.name()));
        if (content == null) {
            throw refused(ftp, "read a file");
        }
        content.skipNBytes(resumes ? 0 : offset);
        return content;
    }

    /** Between two versions the records' positions would not be the same. */
    private void refuseChanged(FtpSession session, Listed object) throws IOException {
        for (FTPFile file : named(session, object.name())) {
            if (version(file.getSize(), modified(session, object.name(), file)).equals(object.version())) {
                return;
            }
        }
        throw say(
                ErrorCode.SOURCE_BUSY,
                "changed or lost a file since it was listed",
                "The next look takes it as it is.",
                new IOException("another size or time"));
    }

    /** The file of that name, if it is there. */
    private List<FTPFile> named(FtpSession session, String name) throws IOException {
        if (session.ftp().hasFeature(FTPCmd.MLST)) {
            FTPFile file = session.ftp().mlistFile(session.path(name));
            return file == null ? List.of() : List.of(file);
        }
        int slash = name.lastIndexOf('/') + 1;
        String base = name.substring(slash);
        return Stream.of(files(session, name.substring(0, slash)))
                .filter(file -> file != null && file.getName().equals(base))
                .toList();
    }

    @Override
    public void move(Listed object, String target) {
        connected(session -> {
            FTPClient ftp = session.ftp();
            for (int slash = target.indexOf('/'); slash >= 0; slash = target.indexOf('/', slash + 1)) {
                // Refused if it is there; if it cannot be made, neither can the file be moved.
                ftp.makeDirectory(session.path(target.substring(0, slash)));
            }
            // Many servers rename onto nothing but a free name.
            ftp.deleteFile(session.path(target));
            return done(ftp, ftp.rename(session.path(object.name()), session.path(target)), "move a file");
        });
    }

    @Override
    public void delete(Listed object) {
        connected(session -> {
            FTPClient ftp = session.ftp();
            return done(ftp, ftp.deleteFile(session.path(object.name())), "delete a file");
        });
    }

    private boolean done(FTPClient ftp, boolean done, String what) {
        if (!done) {
            throw refused(ftp, what);
        }
        return true;
    }

    private SeraiException refused(FTPClient ftp, String what) {
        if (FTPReply.isNegativePermanent(ftp.getReplyCode())) {
            return say(
                    ErrorCode.SOURCE_FORBIDDEN,
                    "does not let this user " + what,
                    "Grant the right to the folder.",
                    reply(ftp));
        }
        return say(
                ErrorCode.SOURCE_FAILED,
                "could not " + what,
                "Nothing is lost; the next look tries again.",
                reply(ftp));
    }

    /** The number alone: the text quotes names. */
    private static IOException reply(FTPClient ftp) {
        return new IOException("reply " + ftp.getReplyCode());
    }

    private SeraiException say(ErrorCode code, String what, String cure, Throwable cause) {
        return new SeraiException(code, "The server of source '" + login.source() + "' " + what + ". " + cure, cause);
    }

    /** Nothing is open between two looks. */
    @Override
    public void close() {}

    private static final class Body extends FilterInputStream {
        private final FtpSession session;

        Body(InputStream content, FtpSession session) {
            super(content);
            this.session = session;
        }

        @Override
        public int read(byte[] bytes, int start, int length) throws IOException {
            return in.read(bytes, start, length);
        }

        @Override
        public void close() throws IOException {
            session.close();
            in.close();
        }
    }
}
